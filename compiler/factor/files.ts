import { fileNames } from "../kubernetes/file-names.ts";
import type { Json, JsonObject } from "../kubernetes/json.ts";
import type { Manifest } from "../kubernetes/manifest.ts";
import { inHumanOrder } from "../kubernetes/order.ts";
import { patchText } from "../kubernetes/patch-text.ts";
import { printYaml } from "../kubernetes/print-yaml.ts";
import { oncePer } from "../kubernetes/remembering.ts";
import { targetOf } from "../kubernetes/target.ts";
import type { Files } from "../tree.ts";
import type { Overlay, Patch } from "./overlay.ts";

/** The directory of the base, relative to the repository. */
const baseDirectory = "base";

/** What generated files say: path relative to the repository → the one document in it. */
export type Contents = ReadonlyMap<string, Json>;

/** The files of base/: a kustomization and one file an object. */
export function baseFiles(objects: readonly Manifest[]): Files {
  return printed(baseContents(objects));
}

/** What the files of base/ say. */
export function baseContents(objects: readonly Manifest[]): Contents {
  const names = fileNames(objects);
  const kustomization = { resources: names };
  return contentsOf(baseDirectory, [
    ["kustomization.yaml", kustomized(kustomization)],
    ...objects.map((object, index) => [names[index] ?? "", inHumanOrder(object)] as const),
  ]);
}

/** The files of one overlay, such as `overlays/eu/prod`: a kustomization with all patches, and one file an object that the base does not have. */
export function overlayFiles(directory: string, overlay: Overlay): Files {
  return printed(overlayContents(directory, overlay));
}

/** What the files of one overlay say. */
export function overlayContents(directory: string, { namespace, resources, patches }: Overlay): Contents {
  const names = fileNames(resources);
  const toBase = `${"../".repeat(directory.split("/").length)}${baseDirectory}`;
  const kustomization = {
    // Argo CD and the command line sort by kind unless told otherwise, Flux does not sort.
    sortOptions: { order: "fifo" },
    ...(namespace === undefined ? {} : { namespace }),
    resources: [toBase, ...names],
    ...(patches.length === 0 ? {} : { patches: patches.map(patchEntry) }),
  };
  return contentsOf(directory, [
    ["kustomization.yaml", kustomized(kustomization)],
    ...resources.map((object, index) => [names[index] ?? "", inHumanOrder(object)] as const),
  ]);
}

function kustomized(fields: JsonObject): JsonObject {
  return { apiVersion: "kustomize.config.k8s.io/v1beta1", kind: "Kustomization", ...fields };
}

/** A strategic-merge patch names its object itself, and the build fails where that is missing. */
function patchEntry(patch: Patch): JsonObject {
  if (patch.type === "json") return { target: { ...targetOf(patch.object) }, patch: patchText(patch.operations) };
  const text = documentText(patch.document);
  if (patch.renames === undefined) return { patch: text };
  return { target: { ...targetOf(patch.renames) }, options: { allowNameChange: true }, patch: text };
}

/** Many environments delete the same object of the base. */
const documentText = oncePer((document: Manifest): string => patchText(inHumanOrder(document)));

function contentsOf(directory: string, contents: readonly (readonly [string, Json])[]): Contents {
  return new Map(contents.map(([name, content]) => [`${directory}/${name}`, content]));
}

function printed(contents: Contents): Files {
  return new Map([...contents].map(([path, content]) => [path, printYaml(content)]));
}
