import { createHash } from "node:crypto";
import { readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "fflate";
import { unpackTar } from "modern-tar";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { smallFleet, type Workspace, workspace } from "./workspace.ts";

const nested = { ...smallFleet, "environments/eu/prod.ts": smallFleet["environments/prod.ts"].replace("./", "../") };

/** Everything that the kinds of a folder's files say about an environment. */
const kindsIn = (space: Workspace, folder: string) => space.files(folder).map((path) => parse(space.read(path)).kind);

test("manifests: a folder for each environment, a file for each object, with the environment's values", async () => {
  const space = workspace(nested);
  expect(await space.overlayer("export", "manifests", "--out", "rendered")).toMatchObject({ code: 0, stderr: "" });
  expect(kindsIn(space, "rendered/manifests/eu/prod")).toEqual([
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

test("again, nothing is written; an environment that is gone takes its folder along", async () => {
  const space = workspace();
  await space.overlayer("export", "manifests");
  expect((await space.overlayer("export", "manifests")).stdout).toBe("2 environments, up to date\n");
  space.remove("environments/demo.ts");
  await space.overlayer("export", "manifests", "prod");
  expect(space.files("manifests/demo")).not.toEqual([]);
  expect((await space.overlayer("export", "manifests")).stdout).toBe(
    "manifests/demo  6 files\n1 environment, 6 files changed\n",
  );
  expect(space.files("manifests/demo")).toEqual([]);
});

test("of the environments that are named, others are left as they are", async () => {
  const space = workspace();
  await space.overlayer("export", "manifests");
  space.write("environments/base.ts", space.read("environments/base.ts").replace("namespace", "cpu: 1, namespace"));
  await space.overlayer("export", "manifests", "prod");
  const cpu = (name: string) =>
    parse(space.read(`manifests/${name}/statefulset-zk.yaml`)).spec.template.spec.containers[0].resources.requests.cpu;
  expect([cpu("prod"), cpu("demo")]).toEqual(["1", "500m"]);
});

const strangers = [
  ["a file of others", "manifests/prod/job.yaml", "kind: Job\n", "write/foreign"],
  ["a generated file that was edited", "manifests/prod/statefulset-zk.yaml", "+", "write/edited"],
] as const;

test.for(strangers)("%s in the folder stops the export", async ([, path, text, code]) => {
  const space = workspace();
  await space.overlayer("export", "manifests");
  space.write(path, text === "+" ? `${space.read(path)}# mine\n` : text);
  space.write("environments/demo.ts", space.read("environments/demo.ts").replace("0.5", "0.7"));
  const before = space.read("manifests/demo/statefulset-zk.yaml");
  const { code: exit, stderr } = await space.overlayer("export", "manifests");
  expect(exit).toBe(2);
  expect(stderr).toContain(`error[${code}]`);
  expect(stderr).toContain(`${path}:1:1`);
  expect(space.read("manifests/demo/statefulset-zk.yaml")).toBe(before);
});

test("an error in any environment writes nothing, nor makes the folder", async () => {
  const space = workspace();
  space.write("environments/demo.ts", space.read("environments/demo.ts").replace("cpu", "cpus"));
  const { code, stderr } = await space.overlayer("export", "manifests", "--out", "rendered");
  expect(code).toBe(2);
  expect(stderr).toContain("Nothing was written.");
  expect(space.files("rendered")).toEqual([]);
});

test("compile leaves what was exported into the same folder, and the other way round", async () => {
  const space = workspace();
  await space.overlayer("compile");
  await space.overlayer("export", "manifests");
  const files = [...space.files("base"), ...space.files("overlays"), ...space.files("manifests")];
  expect((await space.overlayer("compile")).stdout).toContain("up to date");
  await space.overlayer("export", "manifests");
  expect([...space.files("base"), ...space.files("overlays"), ...space.files("manifests")]).toEqual(files);
});

const refused = [
  ["a form that there is not", ["export", "yaml"], "there is no export"],
  ["an environment that there is not", ["export", "manifests", "pord"], "did you mean prod?"],
  ["the base, which is no environment", ["export", "manifests", "base"], "environment/unknown"],
] as const;

test.for(refused)("%s is refused", async ([, args, words]) => {
  const { code, stderr } = await workspace().overlayer(...args);
  expect(code).toBe(2);
  expect(stderr).toContain(words);
});

test("an environment below another's folder is refused, since Flux applies a folder with all below it", async () => {
  const space = workspace({ ...nested, "environments/eu.ts": smallFleet["environments/demo.ts"] });
  const { code, stderr } = await space.overlayer("export", "manifests");
  expect(code).toBe(2);
  expect(stderr).toContain("error[export/name]: eu/prod would be exported into the folder of eu");
  expect((await space.overlayer("export", "oci")).code).toBe(0);
});

interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** The content of a blob, which is what its descriptor says. */
function blob(space: Workspace, { digest, size }: Descriptor): Buffer {
  const content = readFileSync(join(space.root, "oci/blobs", digest.replace(":", "/")));
  expect([createHash("sha256").update(content).digest("hex"), content.length]).toEqual([digest.slice(7), size]);
  return content;
}

/** The artifacts of a layout by tag, with the media types of the parts and the files by name. */
async function artifacts(space: Workspace) {
  const { manifests }: { manifests: Descriptor[] } = JSON.parse(space.read("oci/index.json"));
  return Promise.all(
    manifests.map(async (one) => {
      const { config, layers }: { config: Descriptor; layers: Descriptor[] } = JSON.parse(String(blob(space, one)));
      expect(JSON.parse(String(blob(space, config)))).toHaveProperty("rootfs");
      const archives = await Promise.all(layers.map((layer) => unpackTar(gunzipSync(blob(space, layer)))));
      return {
        tag: one.annotations?.["org.opencontainers.image.ref.name"],
        digest: one.digest,
        types: [one, config, ...layers].map(({ mediaType }) => mediaType),
        entries: archives.flat(),
      };
    }),
  );
}

test("oci: an artifact for each environment, as Flux makes them, with the files that `manifests` writes", async () => {
  const space = workspace(nested);
  await space.overlayer("export", "manifests");
  expect(await space.overlayer("export", "oci")).toMatchObject({ code: 0, stderr: "" });
  const all = await artifacts(space);
  expect(all.map(({ tag }) => tag)).toEqual(["demo", "eu-prod", "prod"]);
  const [, one] = all;
  expect(one?.types).toEqual([
    "application/vnd.oci.image.manifest.v1+json",
    "application/vnd.cncf.flux.config.v1+json",
    "application/vnd.cncf.flux.content.v1.tar+gzip",
  ]);
  const files = one?.entries.map(({ header, data }) => [
    `manifests/eu/prod/${header.name}`,
    String(Buffer.from(data ?? [])),
  ]);
  expect(files).toEqual(space.files("manifests/eu/prod").map((path) => [path, space.read(path)]));
});

test("oci: the digest of an environment changes with its objects only, and stale blobs go", async () => {
  const [one, other] = [workspace(), workspace()];
  await one.overlayer("export", "oci");
  await other.overlayer("export", "oci");
  const before = await artifacts(one);
  expect(await artifacts(other)).toEqual(before);
  expect((await one.overlayer("export", "oci")).stdout).toBe("2 environments, up to date\n");
  one.write("environments/prod.ts", one.read("environments/prod.ts").replace("servers: 5", "servers: 3"));
  await one.overlayer("export", "oci");
  const after = await artifacts(one);
  expect(after[0]).toEqual(before[0]);
  expect(after[1]?.digest).not.toBe(before[1]?.digest);
  // three blobs an artifact
  expect(one.files("oci/blobs")).toHaveLength(6);
});

const otherLayouts = [
  ["a layout of others", "oci/index.json", '{"schemaVersion":2,"manifests":[]}'],
  ["a file that is none of a layout", "oci/README.md", "mine"],
] as const;

test.for(otherLayouts)("oci: %s stops the export", async ([, path, text]) => {
  const space = workspace();
  await space.overlayer("export", "oci");
  space.write(path, text);
  const { code, stderr } = await space.overlayer("export", "oci");
  expect(code).toBe(2);
  expect(stderr).toContain(`${path}:1:1`);
  expect(space.read(path)).toBe(text);
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
    namespace: "zookeeper-prod",
    statefulSet: { zk: { spec: { replicas: 5 } } },
  });
  expect((await space.overlayer("export", "helm")).stdout).toBe("3 environments, up to date\n");
  await space.overlayer("export", "helm", "demo");
  expect(space.files("chart").filter((path) => path.includes("values-"))).toEqual(["chart/values-demo.yaml"]);
  space.write("chart/values.yaml", `${space.read("chart/values.yaml")}more: 1\n`);
  const { code, stderr } = await space.overlayer("export", "helm");
  expect([code, stderr]).toEqual([2, expect.stringContaining("error[write/edited]")]);
});

test("environments that would have one values file, or one tag, are refused", async () => {
  const space = workspace({ ...nested, "environments/eu-prod.ts": smallFleet["environments/prod.ts"] });
  for (const form of ["helm", "oci"]) {
    const { code, stderr } = await space.overlayer("export", form);
    expect(code).toBe(2);
    expect(stderr).toContain("error[export/name]: eu-prod and eu/prod would both be exported as eu-prod");
  }
  expect((await space.overlayer("export", "manifests")).code).toBe(0);
});
