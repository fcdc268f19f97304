import { expect, test } from "vitest";
import { factor } from "../../compiler/factor/factor.ts";
import { baseFiles, overlayFiles } from "../../compiler/factor/files.ts";
import type { JsonObject } from "../../compiler/kubernetes/json.ts";
import type { Manifest } from "../../compiler/kubernetes/manifest.ts";
import { parseYaml } from "../../compiler/kubernetes/parse-yaml.ts";
import { build } from "../../compiler/kustomize/build.ts";
import { findKustomize } from "../../compiler/kustomize/find.ts";
import { withFiles } from "../../compiler/process/temporary.ts";
import { renderer } from "../../compiler/render/render.ts";
import { treeOf } from "../../compiler/tree.ts";

const [old, other] = ["web-bcdfghkmt2", "web-tmkhgfdcb9"];

function config(name: string, text: string, metadata: JsonObject = {}): Manifest {
  return { apiVersion: "v1", kind: "ConfigMap", metadata: { ...metadata, name }, data: { "web.conf": text } };
}

function deployment(configName: string, args: readonly string[] = []): Manifest {
  const container = { name: "web", args };
  const volume = { name: "config", configMap: { name: configName } };
  const spec = { template: { spec: { containers: [container], volumes: [volume] } } };
  return { apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "web" }, spec };
}

/** The names of the overlay's files, and what kustomize and our own model of it build. */
async function built(base: readonly Manifest[], environment: readonly Manifest[]) {
  const factored = factor(base, environment);
  if ("issues" in factored) throw new Error(JSON.stringify(factored.issues));
  const overlay = overlayFiles("overlays/prod", factored.overlay);
  const files = new Map([...baseFiles(base), ...overlay]);
  const result = await withFiles(files, (root) => build(findKustomize(process.cwd()), `${root}/overlays/prod`));
  const parsed = "text" in result ? parseYaml(result.text) : undefined;
  if (parsed === undefined || "problem" in parsed) throw new Error(JSON.stringify(result));
  const rendered = await renderer(treeOf(files))("overlays/prod");
  return {
    files: [...overlay.keys()].map((path) => path.replace("overlays/prod/", "")),
    objects: parsed.documents,
    rendered: "manifests" in rendered ? rendered.manifests : rendered.unmodelled.reason,
  };
}

test("a ConfigMap of another content, and so of another name, is a patch of that of the base", async () => {
  const environment = [config(other, "port = 80\nthreads = 8\n"), deployment(other)];
  const { files, objects, rendered } = await built([config(old, "port = 80\n"), deployment(old)], environment);
  expect(files).toEqual(["kustomization.yaml"]);
  expect(objects).toEqual(environment);
  expect(rendered).toEqual(environment);
});

test("it is a file of its own where something still has the old name, or labels go", async () => {
  const base = [config(old, "a\n", { labels: { a: "a" } }), deployment(old)];
  for (const environment of [
    [deployment(other, [old]), config(other, "b\n", { labels: { a: "a" } })],
    [deployment(other), config(other, "b\n")],
  ]) {
    const { files, objects, rendered } = await built(base, environment);
    expect(files).toEqual(["kustomization.yaml", `configmap-${other}.yaml`]);
    expect(objects).toEqual(environment);
    expect(rendered).toEqual(environment);
  }
});

test("a kustomization that renames what something refers to is left to kustomize", async () => {
  const base = [config(old, "a\n"), deployment(old)];
  const factored = factor(base, [config(other, "b\n"), deployment(other)]);
  if ("issues" in factored) throw new Error(JSON.stringify(factored.issues));
  const patches = factored.overlay.patches.filter(({ type }, index) => type === "strategic" && index === 0);
  const files = new Map([...baseFiles(base), ...overlayFiles("overlays/prod", { ...factored.overlay, patches })]);
  expect(await renderer(treeOf(files))("overlays/prod")).toEqual({
    unmodelled: {
      file: "overlays/prod/kustomization.yaml",
      reason: "something refers to an object that it renames",
    },
  });
});
