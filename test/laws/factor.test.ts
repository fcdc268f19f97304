import fc from "fast-check";
import { expect, test } from "vitest";
import { factor } from "../../compiler/factor/factor.ts";
import { baseFiles, overlayFiles } from "../../compiler/factor/files.ts";
import type { Overlay, Patch } from "../../compiler/factor/overlay.ts";
import { unrepresentable } from "../../compiler/factor/representable.ts";
import { identity } from "../../compiler/kubernetes/identity.ts";
import { survivesJson } from "../../compiler/kubernetes/json-patch.ts";
import type { Manifest } from "../../compiler/kubernetes/manifest.ts";
import { findKustomize } from "../../compiler/kustomize/find.ts";
import { renderer } from "../../compiler/render/render.ts";
import { type Files, treeOf } from "../../compiler/tree.ts";
import { verify } from "../../compiler/verify.ts";
import { type Case, cases } from "./arbitrary-manifests.ts";
import { seed } from "./seed.ts";

const kustomize = findKustomize(process.cwd());

/** The overlay, undefined for a case that kustomize cannot carry. */
function overlayOf({ base, environment }: Case): Overlay | undefined {
  if (unrepresentable(base).length > 0 || unrepresentable(environment).length > 0) return undefined;
  const factored = factor(base, environment);
  return "overlay" in factored ? factored.overlay : undefined;
}

function filesOf(base: readonly Manifest[], overlay: Overlay): Files {
  return new Map([...baseFiles(base), ...overlayFiles("overlays/prod", overlay)]);
}

function rendered(base: readonly Manifest[], overlay: Overlay) {
  return renderer(treeOf(filesOf(base, overlay)))("overlays/prod");
}

function sorted(objects: readonly Manifest[]): readonly Manifest[] {
  return objects.toSorted((left, right) => (identity(left) < identity(right) ? -1 : 1));
}

test("rendering an overlay gives the environment's objects; only text that begins with a tab is ever refused", async () => {
  await fc.assert(
    fc.asyncProperty(cases(), async (one) => {
      fc.pre(unrepresentable([...one.base]).length === 0 && unrepresentable(one.environment).length === 0);
      const overlay = overlayOf(one);
      const result = overlay && (await rendered(one.base, overlay));
      const objects = result && "manifests" in result ? sorted(result.manifests) : result;
      const isTabbed = ![...one.base, ...one.environment].every(survivesJson);
      expect(objects ?? isTabbed).toEqual(overlay === undefined ? true : sorted(one.environment));
    }),
    { seed, numRuns: 300 },
  );
}, 60_000);

test("no patch is dead: without any one of them, or of its operations, the overlay renders something else", async () => {
  await fc.assert(
    fc.asyncProperty(cases(), async (one) => {
      const overlay = overlayOf(one);
      fc.pre(overlay !== undefined);
      for (const smaller of overlay.patches.flatMap((patch, index) => withLess(overlay, patch, index))) {
        const result = await rendered(one.base, smaller);
        if ("manifests" in result) expect(sorted(result.manifests)).not.toEqual(sorted(one.environment));
      }
    }),
    { seed, numRuns: 75 },
  );
}, 60_000);

/** The overlay without this patch, and without each operation of it. */
function withLess(overlay: Overlay, patch: Patch, index: number): readonly Overlay[] {
  const without = { ...overlay, patches: overlay.patches.toSpliced(index, 1) };
  if (patch.type === "strategic") return [without];
  const shorter = patch.operations.map((_, number) => ({
    ...patch,
    operations: patch.operations.toSpliced(number, 1),
  }));
  return [without, ...shorter.map((one) => ({ ...overlay, patches: overlay.patches.with(index, one) }))];
}

test("the same objects give the same bytes", () => {
  fc.assert(
    fc.property(cases(), (one) => {
      const overlay = overlayOf(one);
      const again = overlayOf(structuredClone(one));
      fc.pre(overlay !== undefined && again !== undefined);
      expect([...filesOf(one.base, overlay)]).toEqual([...filesOf(structuredClone(one.base), again)]);
    }),
    { seed, numRuns: 50 },
  );
});

test("the real kustomize builds the environment's objects", async () => {
  const samples = Array.from({ length: 300 }, (_, index) =>
    fc.sample(cases(`-${index}`), { seed: seed + index, numRuns: 1 }),
  ).flat();
  const overlays = samples.flatMap((one, index) => {
    const overlay = overlayOf(one);
    if (overlay === undefined) return [];
    const files = new Map([...filesOf(one.base, overlay)].map(([path, text]) => [`${index}/${path}`, text]));
    return [{ name: `${index}`, directory: `${index}/overlays/prod`, manifests: one.environment, files }];
  });
  const [first] = await verify(kustomize, new Map(), overlays);
  const files = overlays.find(({ name }) => name === first?.name)?.files ?? new Map();
  const shown = [...files].map(([path, text]) => `## ${path}\n${text}`);
  expect({ first, files: shown.join("") }).toEqual({ first: undefined, files: "" });
}, 120_000);
