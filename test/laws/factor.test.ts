import fc from "fast-check";
import { expect, test } from "vitest";
import { factor } from "../../compiler/factor/factor.ts";
import { baseFiles, overlayFiles } from "../../compiler/factor/files.ts";
import type { Overlay } from "../../compiler/factor/overlay.ts";
import { unrepresentable } from "../../compiler/factor/representable.ts";
import { identity } from "../../compiler/kubernetes/identity.ts";
import type { Manifest } from "../../compiler/kubernetes/manifest.ts";
import { findKustomize } from "../../compiler/kustomize/find.ts";
import { renderer } from "../../compiler/render/render.ts";
import { type Files, treeOf } from "../../compiler/tree.ts";
import { verify } from "../../compiler/verify.ts";
import { type Case, cases } from "./arbitrary-manifests.ts";
import { seed } from "./seed.ts";

const kustomize = findKustomize(".");

/** The overlay, undefined for a case that kustomize cannot carry. */
function overlayOf({ base, environment }: Case): Overlay | undefined {
  if (unrepresentable(base).length > 0) return undefined;
  const factored = factor(base, environment);
  return "overlay" in factored ? factored.overlay : undefined;
}

function filesOf(base: readonly Manifest[], overlay: Overlay): Files {
  return new Map([...baseFiles(base, ""), ...overlayFiles("overlays/prod", overlay, "")]);
}

function rendered(base: readonly Manifest[], overlay: Overlay) {
  return renderer(treeOf(filesOf(base, overlay)))("overlays/prod");
}

function sorted(objects: readonly Manifest[]): readonly Manifest[] {
  return objects.toSorted((left, right) => (identity(left) < identity(right) ? -1 : 1));
}

test("rendering an overlay gives the environment's objects", () => {
  fc.assert(
    fc.property(cases(), (one) => {
      const overlay = overlayOf(one);
      fc.pre(overlay !== undefined);
      const result = rendered(one.base, overlay);
      expect("manifests" in result ? sorted(result.manifests) : result).toEqual(sorted(one.environment));
    }),
    { seed, numRuns: 500 },
  );
});

test("the real kustomize builds the environment's objects", async () => {
  const samples = Array.from({ length: 300 }, (_, index) =>
    fc.sample(cases(`-${index}`), { seed: seed + index, numRuns: 1 }),
  ).flat();
  const files = new Map<string, string>();
  const overlays = samples.flatMap((one, index) => {
    const overlay = overlayOf(one);
    if (overlay === undefined) return [];
    for (const [path, text] of filesOf(one.base, overlay)) files.set(`${index}/${path}`, text);
    return [{ name: `${index}`, directory: `${index}/overlays/prod`, manifests: one.environment }];
  });
  const disproofs = await verify(kustomize, files, overlays);
  const first = disproofs[0];
  const shown = [...files]
    .filter(([path]) => path.startsWith(`${first?.name}/`))
    .map(([path, text]) => `## ${path}\n${text}`);
  expect({ first, files: shown.join("") }).toEqual({ first: undefined, files: "" });
}, 120_000);
