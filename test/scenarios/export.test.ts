import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { smallFleet, workspace } from "./workspace.ts";

const nested = {
  ...smallFleet,
  "environments/eu/prod.ts": smallFleet["environments/prod.ts"].replace("./", "../").replace("-prod", "-eu"),
};

test("manifests: a folder for each environment, a file for each object, with the environment's values", async () => {
  const space = workspace(nested);
  expect(await space.overlayer("export", "manifests", "--out", "rendered")).toMatchObject({ code: 0, stderr: "" });
  const files = space.files("rendered/manifests/eu/prod");
  expect(files.map((path) => parse(space.read(path)).kind)).toEqual([
    "ConfigMap",
    "ConfigMap",
    "PodDisruptionBudget",
    "Service",
    "Service",
    "StatefulSet",
  ]);
  const statefulSet = parse(space.read("rendered/manifests/prod/statefulset-zk.yaml"));
  expect(statefulSet).toMatchObject({ metadata: { namespace: "zookeeper-prod" }, spec: { replicas: 5 } });
  expect(space.files("overlays")).toEqual([]);
});

test("an environment that is gone takes its folder along, unless others are named; compile leaves all of it", async () => {
  const space = workspace();
  await space.overlayer("export", "manifests");
  expect((await space.overlayer("export", "manifests")).stdout).toBe("2 environments, up to date\n");
  space.remove("environments/demo.ts");
  await space.overlayer("export", "manifests", "prod");
  await space.overlayer("compile");
  expect(space.files("manifests/demo")).toHaveLength(6);
  expect((await space.overlayer("export", "manifests")).stdout).toBe(
    "manifests/demo  6 files\n1 environment, 6 files changed\n",
  );
  expect(space.files("manifests/demo")).toEqual([]);
  expect(space.files("overlays/prod")).not.toEqual([]);
});

test("a file of others in the folder stops the export, as does an error in any environment", async () => {
  const space = workspace();
  space.write("rendered/manifests/prod/job.yaml", "kind: Job\n");
  const { code, stderr } = await space.overlayer("export", "manifests", "--out", "rendered");
  expect([code, stderr]).toEqual([
    2,
    expect.stringMatching(/error\[write\/foreign\][\s\S]*manifests\/prod\/job\.yaml:1:1/),
  ]);
  space.write("environments/demo.ts", space.read("environments/demo.ts").replace("cpu", "cpus"));
  const wrong = await space.overlayer("export", "manifests", "--out", "other");
  expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining("Nothing was written.")]);
  expect([...space.files("rendered"), ...space.files("other")]).toEqual(["rendered/manifests/prod/job.yaml"]);
});

test.for([
  ["a folder that is a file", ["--out", "environments/../README"], "README is a file"],
  ["a folder below a file", ["--out", "README/sub"], "README is a file"],
  ["a folder that sources are read from", ["--out", "environments"], "is in environments/"],
  ["a folder that compile writes", ["--out", "overlays/prod"], "is in overlays/"],
] as const)("%s is refused", async ([, args, words]) => {
  const space = workspace({ ...smallFleet, README: "" });
  const { code, stderr } = await space.overlayer("export", "oci", ...args);
  expect([code, stderr]).toEqual([2, expect.stringContaining(words)]);
  expect(space.files(".")).toHaveLength(4);
});

test.for([
  ["a form that there is not", ["export", "yaml"], "there is no export"],
  ["the base, which is no environment", ["export", "manifests", "base"], "environment/unknown"],
] as const)("%s is refused", async ([, args, words]) => {
  const { code, stderr } = await workspace().overlayer(...args);
  expect([code, stderr]).toEqual([2, expect.stringContaining(words)]);
});

test("oci: an artifact for each environment; a layout of others stops the export", async () => {
  const space = workspace(nested);
  expect(await space.overlayer("export", "oci")).toMatchObject({ code: 0, stderr: "" });
  const { manifests } = JSON.parse(space.read("oci/index.json"));
  const tags = manifests.map((one: { annotations: object }) => Object.values(one.annotations).join());
  expect(tags).toEqual(["demo", "eu-prod", "prod"]);
  // three blobs an artifact, of which only those of the environment that changes do
  const before = space.files("oci/blobs");
  space.write("environments/demo.ts", space.read("environments/demo.ts").replace("0.5", "0.7"));
  expect((await space.overlayer("export", "oci")).stdout).toContain("oci/blobs/sha256  6 files");
  expect(space.files("oci/blobs").filter((path) => before.includes(path))).toHaveLength(6);
  space.write("oci/index.json", '{"schemaVersion":2,"manifests":[]}');
  const { code, stderr } = await space.overlayer("export", "oci");
  expect([code, stderr]).toEqual([2, expect.stringMatching(/ in 11 files:\n +oci\/blobs\/sha256\/\w+,\n/)]);
  // the first is a compressed one
  expect(stderr).not.toContain("\n1 | ");
});

test("a link that leads out of the folder is not followed", async () => {
  const space = workspace();
  const elsewhere = workspace({});
  symlinkSync(elsewhere.root, join(space.root, "oci"));
  symlinkSync(elsewhere.root, join(space.root, "manifests"));
  for (const form of ["oci", "manifests"]) expect((await space.overlayer("export", form)).code).toBe(3);
  expect(elsewhere.files(".")).toEqual([]);
});

test("helm: a chart with a values file for each environment, owned like the rest", async () => {
  const space = workspace(nested);
  expect(await space.overlayer("export", "helm")).toMatchObject({ code: 0, stderr: "" });
  expect(parse(space.read("chart/Chart.yaml"))).toMatchObject({ apiVersion: "v2", name: "zookeeper" });
  expect(parse(space.read("chart/values-eu-prod.yaml"))).toMatchObject({
    namespace: "zookeeper-eu",
    statefulSet: { zk: { spec: { replicas: 5 } } },
  });
  await space.overlayer("export", "helm", "demo");
  expect(space.files("chart").filter((path) => path.includes("values-"))).toEqual(["chart/values-demo.yaml"]);
  space.write("chart/values.yaml", `${space.read("chart/values.yaml")}more: 1\n`);
  const { code, stderr } = await space.overlayer("export", "helm");
  expect([code, stderr]).toEqual([2, expect.stringContaining("error[write/edited]")]);
});

test("environments that would have one values file are refused", async () => {
  const space = workspace({ ...nested, "environments/eu-prod.ts": smallFleet["environments/prod.ts"] });
  const { code, stderr } = await space.overlayer("export", "helm");
  expect(code).toBe(2);
  expect(stderr).toContain("error[export/name]: eu-prod and eu/prod would both be exported as eu-prod");
});

test("an environment of several namespaces is refused beside others, whose namespace would be no value any more", async () => {
  const several = `import base from "./base.ts";

export default [base.extend({ namespace: "one" }), base.extend({ namespace: "two" })];
`;
  const space = workspace({ ...smallFleet, "environments/several.ts": several });
  const { code, stderr } = await space.overlayer("export", "helm");
  expect(code).toBe(2);
  expect(stderr).toContain("several has objects in the namespaces one, two");
  expect(space.files("chart")).toEqual([]);
  expect(await space.overlayer("export", "helm", "demo", "prod")).toMatchObject({ code: 0, stderr: "" });
  expect(space.read("chart/templates/statefulset-zk.yaml")).toContain("namespace: {{ toJson $.Values.namespace }}");
  space.write("charts/.keep", "");
  expect(await space.overlayer("export", "helm", "several", "--out", "charts")).toMatchObject({ code: 0, stderr: "" });
});
