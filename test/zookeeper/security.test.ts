import { expect, test } from "vitest";
import { schema } from "../../apps/zookeeper/options.ts";
import { manifests } from "../../apps/zookeeper/resources/manifests.ts";
import { zooCfg } from "../../apps/zookeeper/resources/zoo-cfg.ts";
import type { Manifest } from "../../compiler/kubernetes/manifest.ts";
import { printYaml } from "../../compiler/kubernetes/print-yaml.ts";
import { optionsWith } from "./options-of.ts";

const issuer = { name: "zookeeper", kind: "ClusterIssuer" } as const;
const secured = {
  tls: { clients: { mode: "require", issuer }, quorum: { mode: "require", issuer: { ...issuer, name: "zk-quorum" } } },
  authentication: { clients: "require", quorum: "require", superDigestSecret: "zk-super" },
  networkPolicy: {
    enabled: true,
    clients: [{ namespaceSelector: { matchLabels: { team: "orders" } }, podSelector: { matchLabels: { app: "api" } } }],
  },
  metrics: { prometheus: true, serviceMonitor: true, alerts: true, labels: { release: "monitoring" } },
  adminServer: "all",
} as const;

test("the objects with all protection and monitoring are as recorded", async () => {
  const documents = manifests(optionsWith(secured)).map((manifest) => printYaml(withoutScripts(manifest)));
  await expect(documents.join("---\n")).toMatchFileSnapshot("golden/secured.yaml");
});

test.each([
  ["off", []],
  ["allow", ["portUnification=true", "sslQuorum=false"]],
  ["prefer", ["portUnification=true", "sslQuorum=true"]],
  ["require", ["portUnification=false", "sslQuorum=true"]],
] as const)("TLS of the quorum at %s is %j for ZooKeeper", (mode, lines) => {
  const text = zooCfg(optionsWith({ tls: { quorum: { mode } } }));
  expect(text.match(/^(portUnification|sslQuorum)=.*$/gm)?.toSorted() ?? []).toEqual(lines);
});

test.each([
  ["off", ["client"], "2181"],
  ["allow", ["client", "secure-client"], "2181"],
  ["require", ["secure-client"], "127.0.0.1:2181"],
] as const)("TLS of clients at %s: the Service has the ports %j, and %s is plain", (mode, ports, plain) => {
  const options = optionsWith({ tls: { clients: { mode } } });
  const service = manifests(options).find(({ metadata }) => metadata.name === "zk-cs");
  expect(service).toMatchObject({ spec: { ports: ports.map((name) => ({ name })) } });
  expect(zooCfg(options)).toMatch(new RegExp(`^server\\.1=.*;${plain}$`, "m"));
});

test("a Secret's name, an issuer and further ports change nothing where TLS is off", () => {
  const unused = { clients: { secret: "other", issuer }, quorum: { secret: "other", issuer } };
  expect(manifests(optionsWith({ tls: unused }))).toEqual(manifests(optionsWith({})));
  const ports = { secureClient: 3281, metrics: 7001, admin: 8081 };
  expect(manifests(optionsWith({ ports }))).toEqual(manifests(optionsWith({})));
});

test("nobody is nobody: an empty list of clients opens no port, where Kubernetes would take it for all", () => {
  const policy = manifests(optionsWith({ networkPolicy: { enabled: true, clients: [], monitoring: [] } })).find(
    ({ kind }) => kind === "NetworkPolicy",
  );
  expect(policy).toMatchObject({ spec: { ingress: [{ from: [{ podSelector: { matchLabels: { app: "zk" } } }] }] } });
});

test("a single server has no alert about followers", () => {
  const metrics = { prometheus: true, alerts: true };
  const names = (servers: number) =>
    JSON.stringify(manifests(optionsWith({ servers, metrics }))).match(/ZooKeeper(NoLeader|FollowerMissing)/g);
  expect(names(3)).toEqual(["ZooKeeperNoLeader", "ZooKeeperFollowerMissing"]);
  expect(names(1)).toBeNull();
});

test.each([
  ["superDigestSecret", "super:UdxDQl4f9v5oITwcAsO9bmWgHSI="],
  ["jaasSecret", "Server { user_bob=secret };"],
])("a password in place of a Secret's name is refused: %s", (option, value) => {
  const options = optionsWith({});
  const authentication = { ...options.authentication, [option]: value };
  expect(schema.safeParse({ ...options, authentication }).success).toBe(false);
});

test.each([[{ "-a": "b" }], [{ "a b": "c" }], [{ a: "b c" }], [{ a: "b".repeat(64) }]])(
  "labels %j are refused",
  (labels) => {
    const options = optionsWith({});
    expect(schema.safeParse({ ...options, metrics: { ...options.metrics, labels } }).success).toBe(false);
  },
);

/** The scripts of the ConfigMap are in the other goldens. */
function withoutScripts(manifest: Manifest): Manifest {
  const { data, ...rest } = manifest;
  const settings = Object.entries(data ?? {}).filter(([name]) => name === "zoo.cfg");
  return data === undefined ? manifest : { ...rest, data: Object.fromEntries(settings) };
}
