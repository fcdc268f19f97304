import { expect, test } from "vitest";
import { smallFleet, workspace } from "./workspace.ts";

/** Issues of prod.ts with these options from line 4 on: code, line, message. */
async function issuesOf(options: string): Promise<readonly string[]> {
  const prod = `import base from "./base.ts";\n\nexport default base.extend({\n${options}\n});\n`;
  const space = workspace({ ...smallFleet, "environments/prod.ts": prod });
  const { stdout } = await space.overlayer("compile", "--format", "json");
  const { issues }: { issues: { code: string; message: string; location: { file: string; line: number } }[] } =
    JSON.parse(stdout);
  return issues.map(({ code, message, location }) => `${code} ${location.file.slice(13)}:${location.line} ${message}`);
}

test("what the schema refuses is told at the line of the override that brought it", async () => {
  const issues = await issuesOf(`  overrides: {
    "StatefulSet/zk": {
      spec: {
        template: { spec: { containers: [
          { name: "sidecar", image: "sidecar:1" },
          { name: "zookeeper",
            env: [{ name: "EXTRA", value: 5 as never }],
            imag: "x" as never },
        ] } },
        selector: null,
      },
    },
  },`);
  expect(issues.map((one) => one.replace(/env\[\d+\]/, "env[…]"))).toEqual([
    "object/missing prod.ts:13 StatefulSet/zk: spec.selector is missing",
    "object/type prod.ts:10 StatefulSet/zk: spec.template.spec.containers[0].env[…].value is 5, expected text",
    "object/unknown prod.ts:11 StatefulSet/zk: there is no field spec.template.spec.containers[0].imag",
    "override/fixed prod.ts:13 StatefulSet/zk: spec.selector cannot change once the StatefulSet exists",
  ]);
});

test("an override of what there is not, or of what names an object, is an error", async () => {
  const issues = await issuesOf(`  overrides: {
    "Service/zk-client": { spec: {} },
    "Service/zk-cs": { metadata: {
      name: "other" } },
  },`);
  expect(issues).toEqual([
    'override/target prod.ts:5 there is no object "Service/zk-client" to override',
    "override/identity prod.ts:7 an override cannot change metadata.name of Service/zk-cs",
  ]);
});

test("what is named by its content cannot be overridden", async () => {
  const space = workspace();
  await space.overlayer("compile");
  const name = space.read("base/kustomization.yaml").match(/zk-config-\w+/)?.[0];
  const message = `ConfigMap/${name} is immutable and cannot be overridden`;
  for (const called of [name, "zk-config"]) {
    const issues = await issuesOf(`overrides: {\n"ConfigMap/${called}": { data: {} } } as never,`);
    expect(issues).toEqual([`override/immutable prod.ts:5 ${message}`]);
  }
});

test("extra objects are held against the schema; secret values are refused and not printed", async () => {
  const issues = await issuesOf(`  extraObjects: [
    { apiVersion: "policy/v1beta1" as never, kind: "PodDisruptionBudget", metadata: { name: "x" } },
    { apiVersion: "v1", kind: "Secret",
      metadata: { name: "x" },
      stringData: { password: 12345 as never } },
    { apiVersion: "monitoring.coreos.com/v1", kind: "ServiceMonitor", metadata: { name: "x" },
      spec: { selector: {}, endpoints: [{ prt: "metrics" }] } },
  ],`);
  expect(issues).toEqual([
    "object/secret prod.ts:6 Secret/x has its secret values in stringData",
    "object/kind prod.ts:5 PodDisruptionBudget/x: Kubernetes 1.34 has no PodDisruptionBudget of policy/v1beta1",
    "object/unknown prod.ts:10 ServiceMonitor/x: there is no field spec.endpoints[0].prt",
  ]);
});

test("what Kubernetes refuses of names, labels, quantities and ports is told at its line", async () => {
  const issues = await issuesOf(`  overrides: { "StatefulSet/zk": { spec: { template: { spec: { containers: [
    { name: "zookeeper", resources: { limits: {
      cpu: "lots" } } },
  ] } } } } },
  extraObjects: [
    { apiVersion: "v1", kind: "ConfigMap", metadata: {
      name: "Bad Name!",
      labels: {
        "bad label!": "x",
        good: "x y z!" } } },
    { apiVersion: "v1", kind: "Service", metadata: { name: "x" }, spec: {
      ports: [{ port: 99999999 }] } },
  ],`);
  const key = "at most 63 letters, digits, dashes, dots and underscores";
  expect(issues).toEqual([
    'object/format prod.ts:6 StatefulSet/zk: spec.template.spec.containers[0].resources.limits.cpu is "lots", expected a quantity such as "500m" or "4Gi"',
    `object/format prod.ts:10 ConfigMap/Bad Name!: metadata.name is "Bad Name!", expected lower-case letters, digits and dashes in parts that are joined by dots`,
    `object/format prod.ts:12 ConfigMap/Bad Name!: metadata.labels has the key "bad label!", expected a key of ${key} such as "team" or "example.com/team"`,
    `object/format prod.ts:13 ConfigMap/Bad Name!: metadata.labels.good is "x y z!", expected ${key} that begin and end with a letter or digit`,
    "object/format prod.ts:15 Service/x: spec.ports[0].port is 99999999, expected a port from 1 to 65535",
  ]);
});

test("what is no Kubernetes object is an error of the option", async () => {
  const issues = await issuesOf(`  extraObjects: [
    { apiVersion: "v1", kind: "Secret", stringData: { password: "hunter2" } } as never,
    { apiVersion: "v1", kind: "ServiceAccount", metadata: "x" as never },
    5 as never,
  ],`);
  expect(issues).toEqual([
    "option/missing prod.ts:5 extraObjects[0].metadata is missing, expected a map",
    'option/range prod.ts:6 extraObjects[1].metadata is "x", expected a map',
    "option/range prod.ts:7 extraObjects[2] is 5, expected a Kubernetes object",
  ]);
});

test("an object that there is already is refused", async () => {
  expect(await issuesOf('extraObjects: [{ apiVersion: "v1", kind: "Service", metadata: { name: "zk-cs" } }],')).toEqual(
    ["environment/duplicate-object prod.ts:3 two objects are Service/zk-cs in namespace zookeeper"],
  );
});

test("an environment can have an editor check an extra object's fields", async () => {
  const prod = (fields: string) => `import type { Kinds } from "overlayer/kubernetes";
import base from "./base.ts";

export default base.extend({
  extraObjects: [
    { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "x" }, ${fields} } satisfies Kinds["v1 ServiceAccount"],
  ],
});
`;
  const sound = workspace({ ...smallFleet, "environments/prod.ts": prod("automountServiceAccountToken: false") });
  expect(await sound.overlayer("check")).toMatchObject({ code: 0 });
  const wrong = workspace({ ...smallFleet, "environments/prod.ts": prod("automount: false") });
  const { stdout } = await wrong.overlayer("check", "--format", "json");
  const issues: { code: string; location: { line: number } }[] = JSON.parse(stdout).issues;
  expect(issues.map(({ code, location }) => `${code} ${location.line}`)).toEqual(["object/unknown 6"]);
});

test("what cannot be checked is said and stops nothing", async () => {
  const prod = `import base from "./base.ts";

export default base.extend({
  kubernetesVersion: "1.35",
  extraObjects: [
    { apiVersion: "example.org/v1", kind: "Anything", metadata: { name: "x" }, spec: { any: 1 } },
    // of other kinds of this group there are schemas
    { apiVersion: "external-secrets.io/v1", kind: "SecretStore", metadata: { name: "x" }, spec: {} },
  ],
});
`;
  const space = workspace({ ...smallFleet, "environments/prod.ts": prod });
  const { code, stdout } = await space.overlayer("compile", "--format", "json");
  expect(code).toBe(0);
  expect(JSON.parse(stdout).issues).toMatchObject([
    { code: "object/unchecked", severity: "warning", location: { line: 6 } },
    { code: "object/unchecked", severity: "warning", location: { line: 8 } },
    { code: "object/version", severity: "warning", location: { line: 4 } },
  ]);
  expect(space.read("overlays/prod/anything-x.yaml")).toContain("any: 1");
});
