import { identity, isManifest, namespaceOf } from "../kubernetes/identity.ts";
import { isList, isObject, type Json } from "../kubernetes/json.ts";
import { applyJsonPatch } from "../kubernetes/json-patch.ts";
import { losses } from "../kubernetes/losses.ts";
import type { Manifest } from "../kubernetes/manifest.ts";
import { mentions } from "../kubernetes/mentions.ts";
import { inNamespace } from "../kubernetes/namespace.ts";
import { withoutDocumentEnd } from "../kubernetes/patch-text.ts";
import { readPrinted } from "../kubernetes/read-printed.ts";
import { applyStrategicMerge } from "../kubernetes/strategic-merge.ts";
import { matches, type Target } from "../kubernetes/target.ts";
import type { Tree } from "../tree.ts";
import { isOperations, type Kustomization, kustomizationOf } from "./kustomization.ts";

/** What kustomize would build, in its order; or the file that is not modelled, for which kustomize must be run. */
export type Rendered = { readonly manifests: readonly Manifest[] } | { readonly unmodelled: Unmodelled };

/** A file of which it cannot be told in memory what kustomize makes of it, and why. */
export interface Unmodelled {
  readonly file: string;
  readonly reason: string;
}

/** What is not modelled ends a rendering; it is caught where rendering starts. */
class UnmodelledError extends Error {
  readonly file: string;

  constructor(file: string, reason: string) {
    super(reason);
    this.file = file;
  }
}

/** Renders a folder of a tree, such as `overlays/prod`. */
export type Render = (directory: string) => Promise<Rendered>;

/** What a file of the tree says, where that is known without parsing its text; the documents as `parseYaml` gives them. */
export type KnownDocuments = (file: string) => readonly Json[] | undefined;

/**
 * Renders overlays of a tree in memory, as kustomize builds what Overlayer writes. What the overlays share is read once,
 * and every folder is rendered once, so the tree must not change.
 */
export function renderer(tree: Tree, known: KnownDocuments = () => undefined): Render {
  const read: Read = async (file) => known(file) ?? readDocuments(tree, file);
  const built = new Map<string, readonly Manifest[]>();
  const build = async (directory: string, around: readonly string[]): Promise<readonly Manifest[]> => {
    const within = (named: string) => build(named, [...around, directory]);
    const manifests = built.get(directory) ?? (await buildDirectory(read, directory, around, within));
    built.set(directory, manifests);
    return manifests;
  };
  return async (directory) => {
    try {
      const file = `${directory}/kustomization.yaml`;
      if (!(await readKustomization(read, file)).isFifo)
        throw new UnmodelledError(file, "it does not say sortOptions: fifo");
      return { manifests: await build(directory, []) };
    } catch (error) {
      if (!(error instanceof UnmodelledError)) throw error;
      return { unmodelled: { file: error.file, reason: error.message } };
    }
  };
}

type Build = (directory: string) => Promise<readonly Manifest[]>;
type Read = (file: string) => Promise<readonly Json[]>;

async function buildDirectory(
  read: Read,
  directory: string,
  around: readonly string[],
  build: Build,
): Promise<readonly Manifest[]> {
  const file = `${directory}/kustomization.yaml`;
  if (around.includes(directory)) throw new UnmodelledError(file, "it is among its own resources");
  const kustomization = await readKustomization(read, file);
  const resources: Manifest[] = [];
  for (const resource of kustomization.resources) {
    const path = joined(directory, resource, file);
    const named = path.endsWith(".yaml") ? readManifests(read, path) : build(below(path, directory, file));
    resources.push(...(await named));
  }
  refuseDuplicates(resources, file);
  const patched = await applyPatches(read, directory, kustomization, resources);
  const { namespace } = kustomization;
  if (namespace === undefined) return patched;
  const moved = patched.map((object) => {
    const result = inNamespace(object, namespace);
    if (result === undefined) throw new UnmodelledError(file, `namespace over ${object.kind}/${object.metadata.name}`);
    return result;
  });
  refuseDuplicates(moved, file);
  return moved;
}

/** A directory of resources must not be this one or hold it: kustomize reports a cycle. */
function below(path: string, directory: string, file: string): string {
  if (`${directory}/`.startsWith(`${path}/`)) throw new UnmodelledError(file, `${path} holds this directory`);
  return path;
}

function refuseDuplicates(objects: readonly Manifest[], file: string): void {
  if (new Set(objects.map(identity)).size < objects.length) throw new UnmodelledError(file, "an object is there twice");
}

async function applyPatches(
  read: Read,
  directory: string,
  kustomization: Kustomization,
  resources: readonly Manifest[],
): Promise<readonly Manifest[]> {
  let objects = resources;
  const gone: string[] = [];
  const own = `${directory}/kustomization.yaml`;
  for (const { path, patch = "", target, options } of kustomization.patches) {
    const file = path === undefined ? own : joined(directory, path, own);
    const documents = path === undefined ? await documentsIn(withoutDocumentEnd(patch), file) : await read(file);
    if (target === undefined) objects = mergePatch(objects, documents, file);
    else if (options === undefined) objects = jsonPatch(objects, target, documents, file);
    else {
      const before = objects;
      objects = renamingPatch(objects, target, documents, file);
      gone.push(...before.filter((one) => !objects.includes(one)).map(({ metadata }) => metadata.name));
    }
  }
  // kustomize would write the new name where something refers to an object by its old one
  const isNamed = (name: string) => objects.some((one) => mentions(one, name));
  if (gone.some(isNamed)) throw new UnmodelledError(own, "something refers to an object that it renames");
  return objects;
}

function renamingPatch(
  objects: readonly Manifest[],
  target: Target,
  documents: readonly Json[],
  file: string,
): readonly Manifest[] {
  const [patch, ...more] = documents;
  const [object, ...others] = objects.filter((one) => matches(target, one));
  if (!isManifest(patch) || more.length > 0 || object === undefined || others.length > 0)
    throw new UnmodelledError(file, "it is no patch of one object");
  const isSame = patch.kind === object.kind && patch.apiVersion === object.apiVersion && patch["$patch"] === undefined;
  if (!isSame || namespaceOf(patch) !== namespaceOf(object))
    throw new UnmodelledError(file, "it changes more than a name");
  return objects.map((one) => (one === object ? checked(applyStrategicMerge(object, patch), file) : one));
}

function mergePatch(objects: readonly Manifest[], documents: readonly Json[], file: string): readonly Manifest[] {
  const [patch, ...more] = documents;
  if (!isManifest(patch) || more.length > 0) throw new UnmodelledError(file, "it is no patch of one object");
  const isTarget = (object: Manifest) => identity(object) === identity(patch) && object.apiVersion === patch.apiVersion;
  if (!objects.some(isTarget)) throw new UnmodelledError(file, "its object is not in the base");
  if (patch["$patch"] === "delete") return objects.filter((object) => !isTarget(object));
  return objects.map((object) => (isTarget(object) ? checked(applyStrategicMerge(object, patch), file) : object));
}

function jsonPatch(
  objects: readonly Manifest[],
  target: Target,
  documents: readonly Json[],
  file: string,
): readonly Manifest[] {
  if (!isOperations(documents)) throw new UnmodelledError(file, "it is no JSON patch");
  const [operations] = documents;
  if (!objects.some((object) => matches(target, object)))
    throw new UnmodelledError(file, "its object is not in the base");
  return objects.map((object) =>
    matches(target, object) ? checked(applyJsonPatch(object, operations), file) : object,
  );
}

function checked(object: Json | undefined, file: string): Manifest {
  if (!isManifest(object)) throw new UnmodelledError(file, "what kustomize makes of it is not modelled");
  return object;
}

async function readManifests(read: Read, file: string): Promise<readonly Manifest[]> {
  const manifests = (await read(file)).map((document) => {
    if (!isManifest(document)) throw new UnmodelledError(file, "it is no Kubernetes object");
    return document;
  });
  const [loss] = losses(manifests);
  if (loss !== undefined) throw new UnmodelledError(file, `${loss.path.join(".")} ${loss.problem}`);
  return manifests;
}

async function readKustomization(read: Read, file: string): Promise<Kustomization> {
  const kustomization = kustomizationOf((await read(file))[0]);
  if (kustomization === undefined) throw new UnmodelledError(file, "it says more than Overlayer writes");
  return kustomization;
}

async function readDocuments(tree: Tree, file: string): Promise<readonly Json[]> {
  const text = tree.read(file);
  if (text === undefined) throw new UnmodelledError(file, "it does not exist");
  return documentsIn(text, file);
}

async function documentsIn(text: string, file: string): Promise<readonly Json[]> {
  const printed = readPrinted(text);
  if (isObject(printed) || isList(printed)) return [printed];
  // what Overlayer did not write is rare, and the reader for it long
  const { parseYaml } = await import("../kubernetes/parse-yaml.ts");
  const parsed = parseYaml(text);
  if ("problem" in parsed) throw new UnmodelledError(file, parsed.problem.message);
  return parsed.documents;
}

/** A path relative to a directory of the tree, as a path of the tree. */
function joined(directory: string, path: string, file: string): string {
  const steps = directory.split("/");
  for (const step of path.split("/")) {
    if (step === "..") steps.pop();
    else if (step !== "." && step !== "") steps.push(step);
  }
  if (path.startsWith("/") || path.includes(":"))
    throw new UnmodelledError(file, `${path} is outside of the repository`);
  return steps.join("/");
}
