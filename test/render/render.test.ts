import { expect, test } from "vitest";
import { renderer } from "../../compiler/render/render.ts";
import { treeOf } from "../../compiler/tree.ts";

const head = "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n";
const config = (name: string, value: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}, namespace: web}\ndata: {a: "${value}"}\n`;

/** What an overlay of this text renders to; the base has the ConfigMaps `one` and `two`. */
function render(overlay: string, files: Readonly<Record<string, string>> = {}) {
  const tree = treeOf(
    new Map(
      Object.entries({
        "base/kustomization.yaml": `${head}resources: [one.yaml, two.yaml]\n`,
        "base/one.yaml": config("one", "1"),
        "base/two.yaml": config("two", "1"),
        "overlays/prod/kustomization.yaml": `${head}sortOptions: {order: fifo}\n${overlay}`,
        ...files,
      }),
    ),
  );
  return renderer(tree)("overlays/prod");
}

test("resources come in their order, patched", async () => {
  const rendered = await render("resources: [../../base, three.yaml]\npatches: [{path: two.yaml}]\n", {
    "overlays/prod/two.yaml": config("two", "2"),
    "overlays/prod/three.yaml": config("three", "3"),
  });
  const data = "manifests" in rendered ? rendered.manifests.map((one) => [one.metadata.name, one["data"]]) : rendered;
  expect(data).toEqual([
    ["one", { a: "1" }],
    ["two", { a: "2" }],
    ["three", { a: "3" }],
  ]);
});

test("a target is an anchored regular expression", async () => {
  const patch = "patches: [{path: p.yaml, target: {version: v1, kind: ConfigMap, name: tw.}}]\n";
  const rendered = await render(`resources: [../../base]\n${patch}`, {
    "overlays/prod/p.yaml": "[{op: replace, path: /data/a, value: '2'}]",
  });
  const data = "manifests" in rendered ? rendered.manifests.map((one) => one["data"]) : rendered;
  expect(data).toEqual([{ a: "1" }, { a: "2" }]);
});

test("the namespace moves every object", async () => {
  const rendered = await render("namespace: prod\nresources: [../../base]\n");
  const namespaces = "manifests" in rendered ? rendered.manifests.map((one) => one.metadata["namespace"]) : rendered;
  expect(namespaces).toEqual(["prod", "prod"]);
});

test.each([
  ["a field that Overlayer does not write", "resources: [../../base]\nnamePrefix: a-\n", {}],
  ["a missing resource", "resources: [../../base, gone.yaml]\n", {}],
  ["a resource outside of the repository", "resources: [/etc/passwd.yaml]\n", {}],
  ["a resource of the network", "resources: ['https://example.com/a.yaml']\n", {}],
  ["itself", "resources: [.]\n", {}],
  ["a base that holds it", "resources: [..]\n", { "overlays/kustomization.yaml": `${head}resources: [prod]\n` }],
  [
    "another one that holds it",
    "resources: [../other]\n",
    { "overlays/other/kustomization.yaml": `${head}resources: [../prod]\n` },
  ],
  ["an object twice", "resources: [../../base, one.yaml]\n", { "overlays/prod/one.yaml": config("one", "2") }],
  [
    "a patch of no object",
    "resources: [../../base]\npatches: [{path: p.yaml}]\n",
    { "overlays/prod/p.yaml": config("x", "") },
  ],
  [
    "a target that matches nothing",
    "resources: [../../base]\npatches: [{path: p.yaml, target: {version: v1, kind: ConfigMap, name: t}}]\n",
    { "overlays/prod/p.yaml": "[{op: remove, path: /data}]" },
  ],
  [
    "a removal of nothing",
    "resources: [../../base]\npatches: [{path: p.yaml, target: {version: v1, kind: ConfigMap, name: one}}]\n",
    { "overlays/prod/p.yaml": "[{op: remove, path: /spec}]" },
  ],
  ["a file that is no YAML", "resources: [a.yaml]\n", { "overlays/prod/a.yaml": "a: [" }],
  ["a file that is no object", "resources: [a.yaml]\n", { "overlays/prod/a.yaml": "a: 1" }],
  [
    "a namespace over what is cluster-wide",
    "namespace: a\nresources: [a.yaml]\n",
    { "overlays/prod/a.yaml": "{apiVersion: v1, kind: Node, metadata: {name: a}}" },
  ],
  [
    "a namespace over what has none",
    "namespace: a\nresources: [a.yaml]\n",
    { "overlays/prod/a.yaml": "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}" },
  ],
])("%s is left to kustomize", async (_, overlay, files) => {
  expect(await render(overlay, files)).toMatchObject({ unmodelled: { file: expect.stringContaining("overlays/") } });
});

test("an order that Argo CD and Flux do not share is left to kustomize", async () => {
  const tree = treeOf(new Map([["overlays/prod/kustomization.yaml", `${head}resources: []\n`]]));
  expect(await renderer(tree)("overlays/prod")).toHaveProperty("unmodelled");
});
