import { beforeAll, expect, test } from "vitest";
import { factor } from "../../compiler/factor/factor.ts";
import { baseFiles, overlayFiles } from "../../compiler/factor/files.ts";
import type { Overlay } from "../../compiler/factor/overlay.ts";
import type { Json, JsonObject } from "../../compiler/kubernetes/json.ts";
import type { Manifest } from "../../compiler/kubernetes/manifest.ts";
import { parseYaml } from "../../compiler/kubernetes/parse-yaml.ts";
import { build } from "../../compiler/kustomize/build.ts";
import { findKustomize } from "../../compiler/kustomize/find.ts";
import { withFiles } from "../../compiler/process/temporary.ts";
import { renderer } from "../../compiler/render/render.ts";
import { type Files, treeOf } from "../../compiler/tree.ts";

/** Every trap of kustomize's strategic merge: base, environment, and how it must be patched. The real one judges. */
const traps: { name: string; base: Manifest; environment: Manifest; patch: "strategic" | "json" }[] = [];

function trap(
  what: string,
  patch: "strategic" | "json",
  base: JsonObject,
  environment: JsonObject,
  kind = "Deployment",
) {
  const name = `trap-${traps.length}`;
  const whole = (fields: JsonObject): Manifest => ({
    ...fields,
    apiVersion: kind === "Deployment" ? "apps/v1" : kind === "Anything" ? "example.com/v1" : "v1",
    kind,
    metadata: { ...(fields["metadata"] as JsonObject | undefined), name },
  });
  traps.push({ name, base: whole(base), environment: whole(environment), patch });
  test(what, () => {
    const one = overlay.patches.find((each) => nameOf(each) === name);
    expect(built.get(name)).toEqual(whole(environment));
    expect(one?.type).toBe(patch);
  });
}

function nameOf(patch: Overlay["patches"][number]): string {
  return (patch.type === "json" ? patch.object : patch.document).metadata.name;
}

function pod(fields: JsonObject): JsonObject {
  return { spec: { template: { spec: fields } } };
}

function container(fields: JsonObject): JsonObject {
  return pod({ containers: [{ name: "main", ...fields }] });
}

const env = (...names: string[]): Json => names.map((name) => ({ name, value: "1" }));
const changed = (names: string[], name: string): Json =>
  names.map((one) => ({ name: one, value: one === name ? "2" : "1" }));

trap(
  "a changed item in the middle stays in the middle",
  "strategic",
  container({ env: env("A", "B", "C") }),
  container({ env: changed(["A", "B", "C"], "B") }),
);
trap(
  "items change places",
  "strategic",
  container({ env: env("A", "B", "C") }),
  container({ env: env("C", "A", "B") }),
);
trap(
  "an item is removed and one added at the end",
  "strategic",
  container({ env: env("A", "B") }),
  container({ env: env("B", "D") }),
);
trap(
  "a port of two keys is changed",
  "strategic",
  container({
    ports: [
      { containerPort: 1, protocol: "TCP" },
      { containerPort: 2, protocol: "TCP" },
    ],
  }),
  container({
    ports: [
      { containerPort: 1, protocol: "TCP" },
      { containerPort: 2, protocol: "TCP", name: "b" },
    ],
  }),
);
trap(
  "a port of two keys is added at the end, where kustomize would put it first",
  "json",
  container({ ports: [{ containerPort: 1, protocol: "TCP" }] }),
  container({
    ports: [
      { containerPort: 1, protocol: "TCP" },
      { containerPort: 2, protocol: "TCP" },
    ],
  }),
);
trap(
  "the protocol is on one side only, where kustomize would lose the change",
  "json",
  container({ ports: [{ containerPort: 1 }] }),
  container({ ports: [{ containerPort: 1, protocol: "TCP", name: "a" }] }),
);
trap(
  "ports without a protocol merge by number",
  "strategic",
  container({ ports: [{ containerPort: 1 }] }),
  container({ ports: [{ containerPort: 1, name: "a" }] }),
);
trap(
  "a variable is there twice",
  "json",
  container({ image: "a", env: env("A", "A") }),
  container({ image: "b", env: env("A", "A") }),
);
trap(
  "an item has no key",
  "json",
  container({ image: "a", env: [{ value: "1" }] }),
  container({ image: "b", env: [{ value: "1" }] }),
);
trap("quoted text becomes a boolean", "json", { spec: { paused: "1" } }, { spec: { paused: true } });
trap("a number becomes text", "strategic", { spec: { replicas: 1 } }, { spec: { replicas: "1" } });
trap(
  "text that looks like a directive",
  "json",
  { data: { a: "1" } },
  { data: { a: "2", $patch: "replace" } },
  "ConfigMap",
);
trap("a field with an empty name", "json", { spec: { a: 1, "": 1 } }, { spec: { a: 2, "": 1 } }, "Anything");
trap("a keyed list is emptied", "strategic", container({ env: env("A", "B") }), container({ env: [] }));
trap("a keyed list goes away", "strategic", container({ env: env("A", "B") }), container({}));
trap("a list that is replaced is emptied", "strategic", container({ args: ["a"] }), container({ args: [] }));
trap("a map is emptied", "strategic", { spec: { template: { a: 1 } } }, { spec: { template: {} } });
trap("the last field of a map goes away with the map", "strategic", { spec: { template: { a: 1 } } }, { spec: {} });
trap("a field becomes null", "json", { spec: { template: 1 } }, { spec: { template: null } });
trap("a new map holds null", "json", { spec: { a: 1 } }, { spec: { a: 1, b: { c: null } } }, "Anything");
trap(
  "a volume's source is exchanged",
  "strategic",
  pod({ volumes: [{ name: "v", emptyDir: {} }] }),
  pod({ volumes: [{ name: "v", configMap: { name: "a" } }] }),
);
trap(
  "a variable's value is exchanged for a reference",
  "strategic",
  container({ env: [{ name: "A", value: "1" }] }),
  container({ env: [{ name: "A", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } }] }),
);
trap("a scalar becomes a map", "json", { spec: { strategy: "a" } }, { spec: { strategy: { type: "a" } } });
trap("a map becomes a list", "json", { spec: { strategy: { type: "a" } } }, { spec: { strategy: ["a"] } });
trap(
  "a Service's port gets another number",
  "strategic",
  { spec: { ports: [{ name: "client", port: 80, protocol: "TCP" }] } },
  { spec: { ports: [{ name: "client", port: 81, protocol: "TCP" }] } },
  "Service",
);
trap(
  "a custom resource's list has no keys",
  "strategic",
  { spec: { env: env("A", "B") } },
  { spec: { env: changed(["A", "B"], "B") } },
  "Anything",
);
trap("finalizers are changed", "json", { metadata: { finalizers: ["a/b"] } }, { metadata: { finalizers: ["c/d"] } });
trap(
  "text that begins with a tab stays",
  "strategic",
  { data: { a: "\ta\nb", b: "1" } },
  { data: { a: "\ta\nb", b: "2" } },
  "ConfigMap",
);
trap(
  "text that begins with a tab changes",
  "strategic",
  { data: { a: "\ta\nb", b: "1" } },
  { data: { a: "\ta\nc", b: "1" } },
  "ConfigMap",
);
trap("plain text comes to begin with a tab", "strategic", { data: { a: "x" } }, { data: { a: "\ta\nb" } }, "ConfigMap");
trap(
  "a literal block comes to begin with a tab",
  "json",
  { data: { a: "x\ny\n" } },
  { data: { a: "\tx" } },
  "ConfigMap",
);
trap(
  "words that YAML 1.1 takes for booleans",
  "strategic",
  { data: { a: "x" } },
  { data: { a: "on", y: "n", off: "no" } },
  "ConfigMap",
);
trap(
  "words that YAML 1.1 takes for booleans, in a JSON patch",
  "json",
  { data: { $a: "1" } },
  { data: { $a: "on", y: "n" } },
  "ConfigMap",
);
trap(
  "the prototype's name",
  "strategic",
  { data: { a: "x" } },
  { data: JSON.parse('{"__proto__": "1", "constructor": "2"}') },
  "ConfigMap",
);

test("rendering in memory gives the same objects in the same order", async () => {
  const rendered = await renderer(treeOf(files))("overlays/prod");
  expect(rendered).toEqual({ manifests: [...built.values()] });
});

let files: Files;
let overlay: Overlay;
let built: ReadonlyMap<string, Json>;

beforeAll(async () => {
  const base = traps.map((each) => each.base);
  const factored = factor(
    base,
    traps.map((each) => each.environment),
  );
  if (!("overlay" in factored)) throw new Error(JSON.stringify(factored.issues));
  overlay = factored.overlay;
  files = new Map([...baseFiles(base), ...overlayFiles("overlays/prod", overlay)]);
  const result = await withFiles(files, (root) => build(findKustomize(process.cwd()), `${root}/overlays/prod`));
  if (!("text" in result)) throw new Error(result.failure);
  const parsed = parseYaml(result.text);
  if (!("documents" in parsed)) throw new Error(parsed.problem.message);
  built = new Map(parsed.documents.map((object) => [(object as Manifest).metadata.name, object]));
});
