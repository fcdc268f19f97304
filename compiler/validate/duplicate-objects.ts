import { displayName, identity, namespaceOf } from "../kubernetes/identity.ts";
import type { Manifest } from "../kubernetes/manifest.ts";

/** Objects that are there twice: in one instance, or in two. */
export interface DuplicateObjects {
  /** Indexes of the instance that has them first, and of the one that has them again. */
  readonly first: number;
  readonly second: number;
  readonly message: string;
}

/** What an environment's instances make twice; `instances` are the objects of each. */
export function duplicateObjects(instances: readonly (readonly Manifest[])[]): readonly DuplicateObjects[] {
  const owners = new Map<string, number>();
  const groups = new Map<string, { first: number; second: number; objects: Manifest[] }>();
  for (const [second, objects] of instances.entries()) {
    for (const object of objects) {
      const name = identity(object);
      const first = owners.get(name);
      owners.set(name, first ?? second);
      if (first === undefined) continue;
      const key = JSON.stringify([first, second, namespaceOf(object)]);
      const group = groups.get(key) ?? { first, second, objects: [] };
      group.objects.push(object);
      groups.set(key, group);
    }
  }
  return [...groups.values()].map(({ first, second, objects }) => {
    const owner = first === second ? "two objects are" : `instances [${first}] and [${second}] both have`;
    const namespace = objects[0] && namespaceOf(objects[0]);
    const place = namespace === undefined ? "" : ` in namespace ${namespace}`;
    return { first, second, message: `${owner} ${objects.map(displayName).join(", ")}${place}` };
  });
}
