import { expect, test } from "vitest";
import { passwordWithoutTls } from "../../../apps/zookeeper/rules/password-without-tls.ts";
import { optionsWith } from "../options-of.ts";

const authentication = { clients: "require", quorum: "allow", superDigestSecret: "zk-super" } as const;

test("every password that plain text may carry is told, with the option that mends it", () => {
  const found = passwordWithoutTls.check(optionsWith({ authentication, tls: { clients: { mode: "allow" } } }));
  expect(found.map(({ path, involves }) => [path.join("."), involves?.map((other) => other.join("."))])).toEqual([
    ["authentication.clients", ["tls.clients.mode"]],
    ["authentication.superDigestSecret", ["tls.clients.mode"]],
    ["authentication.quorum", ["tls.quorum.mode"]],
  ]);
});

test("none where TLS is required", () => {
  const tls = { clients: { mode: "require" }, quorum: { mode: "require" } } as const;
  expect(passwordWithoutTls.check(optionsWith({ authentication, tls }))).toEqual([]);
});
