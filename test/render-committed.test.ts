import fc from "fast-check";
import { expect, test } from "vitest";
import { factor } from "../compiler/factor/factor.ts";
import { baseContents, baseFiles, overlayContents, overlayFiles } from "../compiler/factor/files.ts";
import { unrepresentable } from "../compiler/factor/representable.ts";
import type { Manifest } from "../compiler/kubernetes/manifest.ts";
import { parseYaml } from "../compiler/kubernetes/parse-yaml.ts";
import { renderer } from "../compiler/render/render.ts";
import { type Rendered, renderCommitted } from "../compiler/render-committed.ts";
import { asCommitted, type Files, treeOf } from "../compiler/tree.ts";
import { cases } from "./laws/arbitrary-manifests.ts";
import { seed } from "./laws/seed.ts";

function compiledBase(manifests: readonly Manifest[]): Rendered {
  return { name: "base", directory: "base", manifests, files: baseFiles(manifests) };
}

function compiledOverlay(name: string, base: readonly Manifest[], manifests: readonly Manifest[]): Rendered {
  const directory = `overlays/${name}`;
  const factored = factor(base, manifests);
  if ("issues" in factored) throw new Error(factored.issues[0]?.message);
  const { overlay } = factored;
  return { name, directory, manifests, files: overlayFiles(directory, overlay), overlay };
}

/** A tree of files, and which of them were read of it at once. */
function committed(files: Files) {
  const prefetched: string[] = [];
  const tree = {
    ...asCommitted(treeOf(files)),
    prefetch: (paths: readonly string[]) => void prefetched.push(...paths),
  };
  return { tree, prefetched };
}

const config = (value: string): Manifest => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name: "a" },
  data: { shared: value, own: "1" },
});

test("what files say is what is read of them", () => {
  fc.assert(
    fc.property(cases(), ({ base, environment }) => {
      fc.pre(unrepresentable([...base]).length === 0 && unrepresentable(environment).length === 0);
      const factored = factor(base, environment);
      fc.pre("overlay" in factored);
      const files = [...baseFiles(base), ...overlayFiles("overlays/prod", factored.overlay)];
      const contents = [...baseContents(base), ...overlayContents("overlays/prod", factored.overlay)];
      expect(files.map(([path, text]) => [path, parseYaml(text)])).toEqual(
        contents.map(([path, content]) => [path, { documents: [content] }]),
      );
    }),
    { seed, numRuns: 40 },
  );
});

test("an environment that is committed as it is compiled has the very objects, and nothing is read for it", async () => {
  const base = [config("0")];
  const [same, changed] = ["same", "changed"].map((name) => compiledOverlay(name, base, [config(name)]));
  if (same === undefined || changed === undefined) throw new Error("not compiled");
  const old = compiledOverlay("changed", base, [config("old")]);
  const { tree, prefetched } = committed(new Map([...baseFiles(base), ...same.files, ...old.files]));
  const found = renderCommitted(tree, compiledBase(base), [same, changed]);
  expect([...found.unchanged]).toEqual(["same"]);
  expect(await found.render("overlays/same")).toEqual({ manifests: [config("same")] });
  expect(await found.render("overlays/changed")).toEqual({ manifests: [config("old")] });
  expect(prefetched).toEqual(["overlays/changed/kustomization.yaml"]);
});

test("over another base the same overlay builds other objects", async () => {
  const [oldBase, base] = [[config("old")], [config("new")]];
  const overlay = compiledOverlay("prod", base, [{ ...config("new"), data: { shared: "new", own: "2" } }]);
  const { tree } = committed(new Map([...baseFiles(oldBase), ...overlay.files]));
  const found = renderCommitted(tree, compiledBase(base), [overlay]);
  expect([...found.unchanged]).toEqual([]);
  expect(await found.render("overlays/prod")).toEqual({
    manifests: [{ ...config("old"), data: { shared: "old", own: "2" } }],
  });
  expect(await found.render("overlays/prod")).toEqual(await renderer(tree)("overlays/prod"));
  expect([found.isNew("prod"), found.isNew("other")]).toEqual([false, true]);
});
