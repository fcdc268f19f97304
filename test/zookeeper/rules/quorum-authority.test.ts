import { expect, test } from "vitest";
import { quorumAuthority } from "../../../apps/zookeeper/rules/quorum-authority.ts";
import { optionsWith } from "../options-of.ts";

const on = { mode: "require" } as const;
const issuer = { name: "ca", kind: "Issuer" } as const;

test.each([
  ["Secrets of their own", {}, {}, []],
  ["one Secret", { secret: "tls" }, { secret: "tls" }, ["tls.quorum.secret"]],
  ["one issuer", { issuer }, { issuer }, ["tls.quorum.issuer"]],
  ["issuers of different kinds", { issuer }, { issuer: { ...issuer, kind: "ClusterIssuer" } }, []],
  ["one Secret, but clients show no certificate", { secret: "tls", authentication: "none" }, { secret: "tls" }, []],
  ["one Secret, but no TLS for clients", { secret: "tls", mode: "off" }, { secret: "tls" }, []],
] as const)("clients and quorum with %s", (_, clients, quorum, paths) => {
  const found = quorumAuthority.check(
    optionsWith({ tls: { clients: { ...on, ...clients }, quorum: { ...on, ...quorum } } }),
  );
  expect(found.map(({ path }) => path.join("."))).toEqual(paths);
});
