import { fileNames } from "../kubernetes/file-names.ts";
import type { Json, JsonObject } from "../kubernetes/json.ts";
import type { Manifest } from "../kubernetes/manifest.ts";
import { inHumanOrder } from "../kubernetes/order.ts";
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

/**
 * The files of one overlay, such as `overlays/eu/prod`: a kustomization, one file an object that the base does not
 * have, one file a patch. What only deletes an object is no file: the kustomization says it.
 */
export function overlayFiles(directory: string, overlay: Overlay): Files {
  return printed(overlayContents(directory, overlay));
}

/** What the files of one overlay say. */
export function overlayContents(directory: string, overlay: Overlay): Contents {
  const { resources } = overlay;
  const patches = overlay.patches.filter((patch) => !isDeleting(patch));
  const names = fileNames([...resources, ...patches.map(patchedObject)]);
  const files = new Map(patches.map((patch, index) => [patch, names[resources.length + index] ?? ""]));
  const toBase = `${"../".repeat(directory.split("/").length)}${baseDirectory}`;
  const kustomization = {
    // Argo CD and the command line sort by kind unless told otherwise, Flux does not sort.
    sortOptions: { order: "fifo" },
    ...(overlay.namespace === undefined ? {} : { namespace: overlay.namespace }),
    resources: [toBase, ...names.slice(0, resources.length)],
    ...(overlay.patches.length === 0
      ? {}
      : { patches: overlay.patches.map((patch) => patchEntry(patch, files.get(patch))) }),
  };
  return contentsOf(directory, [
    ["kustomization.yaml", kustomized(kustomization)],
    ...resources.map((object, index) => [names[index] ?? "", inHumanOrder(object)] as const),
    ...[...files].map(([patch, name]) => [name, patchContent(patch)] as const),
  ]);
}

function kustomized(fields: JsonObject): JsonObject {
  return { apiVersion: "kustomize.config.k8s.io/v1beta1", kind: "Kustomization", ...fields };
}

function patchedObject(patch: Patch): Manifest {
  return patch.type === "json" ? patch.object : patch.document;
}

function patchContent(patch: Patch): Json {
  return patch.type === "json" ? patch.operations : inHumanOrder(patch.document);
}

function isDeleting(patch: Patch): boolean {
  return patch.type === "strategic" && patch.document["$patch"] === "delete";
}

/** A strategic-merge patch names its object itself, and the build fails where that is missing. */
function patchEntry(patch: Patch, path: string | undefined): JsonObject {
  if (path === undefined) return deletingEntry(patchedObject(patch));
  return patch.type === "json" ? { path, target: { ...targetOf(patch.object) } } : { path };
}

/** Many environments delete the same object of the base. */
const deletingEntry = oncePer((document: Manifest): JsonObject => ({ patch: printYaml(inHumanOrder(document)) }));

function contentsOf(directory: string, contents: readonly (readonly [string, Json])[]): Contents {
  return new Map(contents.map(([name, content]) => [`${directory}/${name}`, content]));
}

function printed(contents: Contents): Files {
  return new Map([...contents].map(([path, content]) => [path, printYaml(content)]));
}
