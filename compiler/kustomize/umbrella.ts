import { groupOf, identity, namespaceOf } from "../kubernetes/identity.ts";
import type { JsonObject } from "../kubernetes/json.ts";
import { pointer, survivesJson } from "../kubernetes/json-patch.ts";
import type { Manifest } from "../kubernetes/manifest.ts";
import { inNamespace } from "../kubernetes/namespace.ts";
import { printYaml } from "../kubernetes/print-yaml.ts";
import { manifestReader } from "../kubernetes/read-manifests.ts";
import { matches, targetOf } from "../kubernetes/target.ts";
import type { Files } from "../tree.ts";
import { printAsKustomize } from "./print.ts";

/** An overlay and what kustomize should build from it. */
export interface ExpectedOverlay {
  readonly name: string;
  /** Such as `overlays/prod`. */
  readonly directory: string;
  readonly manifests: readonly Manifest[];
  /** Those of its directory. */
  readonly files: Files;
}

/**
 * The kustomization in `directory` that builds many overlays at once. Where overlays hold objects of the same identity,
 * between the overlay and the umbrella each object gets a namespace of its own.
 */
export function umbrellaFiles(directory: string, members: readonly ExpectedOverlay[]): Files {
  const toRoot = "../".repeat(directory.split("/").length);
  const wrapped = wrappedMembers(members);
  const resources = members.map((member, index) => (wrapped[index] ? `${index}` : `${toRoot}${member.directory}`));
  const wrappers = members.flatMap((member, index) =>
    wrapped[index] ? [[`${directory}/${index}`, wrapper(member, index, `../${toRoot}`)] as const] : [],
  );
  const folders = [...wrappers, [directory, { sortOptions: { order: "fifo" }, resources }] as const];
  return new Map(folders.map(([folder, content]) => [`${folder}/kustomization.yaml`, printYaml(content)]));
}

function wrapper(member: ExpectedOverlay, index: number, toRoot: string): JsonObject {
  const patches = member.manifests.map((object, number) => {
    const operation = { op: "replace", path: pointer(["metadata", "namespace"]), value: ownNamespace(index, number) };
    return { target: { ...targetOf(object) }, patch: printYaml([operation]) };
  });
  return { resources: [`${toRoot}${member.directory}`], ...(patches.length === 0 ? {} : { patches }) };
}

function ownNamespace(member: number, object: number): string {
  return `member-${member}-object-${object}`;
}

/** Which members share an object's identity with another and can be told apart from it. */
function wrappedMembers(members: readonly ExpectedOverlay[]): readonly boolean[] {
  const names = members.map(({ manifests }) => manifests.map(identity));
  const counts = new Map<string, number>();
  for (const name of names.flat()) counts.set(name, (counts.get(name) ?? 0) + 1);
  const isShared = (name: string) => (counts.get(name) ?? 0) > 1;
  return members.map((member, index) => (names[index] ?? []).some(isShared) && isSeparable(member));
}

/** True where a JSON patch can give each object another namespace and changes nothing else. */
function isSeparable({ manifests }: ExpectedOverlay): boolean {
  return manifests.every(
    (object) =>
      (inNamespace(object, "any") !== undefined || isCustom(object)) &&
      survivesJson(object) &&
      manifests.filter((other) => matches(targetOf(object), other)).length === 1,
  );
}

/** Kustomize knows no references to or from a custom resource. */
function isCustom(object: Manifest): boolean {
  const group = groupOf(object.apiVersion);
  return namespaceOf(object) !== undefined && group.includes(".") && !group.endsWith(".k8s.io");
}

/**
 * The objects that an umbrella's build printed by member, as they were before the umbrella; undefined where one cannot be
 * read or told to be a member's.
 */
export function readUmbrella(
  text: string,
  members: readonly ExpectedOverlay[],
): readonly (readonly Manifest[])[] | undefined {
  const expected = expectedObjects(members);
  // what is printed exactly as it should be need not be parsed
  const read = manifestReader(expected.map(({ built }) => [printAsKustomize(built), built]));
  const objects = read(text);
  if ("failure" in objects) return undefined;
  const byIdentity = new Map(expected.map((one) => [identity(one.built), one]));
  const split: Manifest[][] = members.map(() => []);
  for (const object of objects) {
    const one = byIdentity.get(identity(object));
    if (one === undefined) return undefined;
    split[one.member]?.push(object === one.built ? one.original : one.restore(object));
  }
  return split;
}

/** An object of a member, by its index, and what an umbrella makes of it. */
interface ExpectedObject {
  readonly member: number;
  readonly original: Manifest;
  readonly built: Manifest;
  readonly restore: (built: Manifest) => Manifest;
}

function expectedObjects(members: readonly ExpectedOverlay[]): readonly ExpectedObject[] {
  const wrapped = wrappedMembers(members);
  return members.flatMap(({ manifests }, member) =>
    manifests.map((original, number) => {
      const namespace = namespaceOf(original);
      if (wrapped[member] !== true || namespace === undefined) {
        return { member, original, built: original, restore: (object) => object };
      }
      const built = withNamespace(original, ownNamespace(member, number));
      return { member, original, built, restore: (object) => withNamespace(object, namespace) };
    }),
  );
}

function withNamespace(object: Manifest, namespace: string): Manifest {
  return { ...object, metadata: { ...object.metadata, namespace } };
}
