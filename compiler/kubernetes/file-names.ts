import type { Manifest } from "./manifest.ts";
import { remembering } from "./remembering.ts";

/** `statefulset-zk.yaml` for each object; where that is taken, also by a name in other case, a number is added. */
export function fileNames(objects: readonly Manifest[]): readonly string[] {
  const taken = new Set<string>();
  return objects.map((object) => {
    const stem = stemOf(`${object.kind}-${object.metadata.name}`);
    let name = `${stem}.yaml`;
    for (let number = 2; taken.has(name); number += 1) name = `${stem}-${number}.yaml`;
    taken.add(name);
    return name;
  });
}

/** File systems allow 255 bytes. */
const longestStem = 200;

const stemOf = remembering((name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9.-]/g, "-")
    .slice(0, longestStem),
);
