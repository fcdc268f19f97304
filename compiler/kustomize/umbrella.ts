import { groupOf, identity, namespaceOf } from "../kubernetes/identity.ts";
import type { Json } from "../kubernetes/json.ts";
import { pointer, survivesJson } from "../kubernetes/json-patch.ts";
import type { Manifest } from "../kubernetes/manifest.ts";
import { inNamespace } from "../kubernetes/namespace.ts";
import { printYaml } from "../kubernetes/print-yaml.ts";
import { matches, targetOf } from "../kubernetes/target.ts";
import type { Files } from "../tree.ts";

/** An overlay and what kustomize should build from it. */
export interface ExpectedOverlay {
  readonly name: string;
  /** Such as `overlays/prod`. */
  readonly directory: string;
  readonly manifests: readonly Manifest[];
}

/** Flux keeps the order of the resources, Argo CD sorts by kind. */
export const orders = ["fifo", "legacy"] as const;

/**
 * Kustomizations that build many overlays at once, one for each order in a directory of its name. Where overlays hold
 * objects of the same identity, between the overlay and the umbrella each object gets a namespace of its own.
 */
export function umbrellaFiles(directory: string, members: readonly ExpectedOverlay[]): Files {
  const toRoot = "../".repeat(directory.split("/").length + 1);
  const wrapped = wrappedMembers(members);
  const resources = members.map((member, index) => (wrapped[index] ? `../${index}` : `${toRoot}${member.directory}`));
  const wrappers = members.flatMap((member, index) =>
    wrapped[index] ? [[`${index}`, wrapper(member, index, toRoot)] as const] : [],
  );
  const umbrellas = orders.map((order) => [order, { sortOptions: { order }, resources }] as const);
  return new Map(
    [...wrappers, ...umbrellas].map(([name, content]) => [
      `${directory}/${name}/kustomization.yaml`,
      printYaml(content),
    ]),
  );
}

function wrapper(member: ExpectedOverlay, index: number, toRoot: string): { readonly [field: string]: Json } {
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
 * The objects of an umbrella's build by member, as they were before the umbrella; undefined where an object cannot be
 * told to be a member's.
 */
export function splitUmbrella(
  objects: readonly Manifest[],
  members: readonly ExpectedOverlay[],
): readonly (readonly Manifest[])[] | undefined {
  const wrapped = wrappedMembers(members);
  const owners = new Map(members.flatMap((member, index) => ownedBy(member, index, wrapped[index] === true)));
  const split: Manifest[][] = members.map(() => []);
  for (const object of objects) {
    const owner = owners.get(identity(object));
    if (owner === undefined) return undefined;
    split[owner.index]?.push(owner.namespace === undefined ? object : withNamespace(object, owner.namespace));
  }
  return split;
}

/** Under which identities a member's objects leave the umbrella, and the namespace that a wrapped one had before. */
function ownedBy({ manifests }: ExpectedOverlay, index: number, isWrapped: boolean) {
  return manifests.map((expected, number) => {
    if (!isWrapped) return [identity(expected), { index, namespace: undefined }] as const;
    const built = withNamespace(expected, ownNamespace(index, number));
    return [identity(built), { index, namespace: namespaceOf(expected) }] as const;
  });
}

function withNamespace(object: Manifest, namespace: string): Manifest {
  return { ...object, metadata: { ...object.metadata, namespace } };
}
