import { isEqual } from "../kubernetes/compare.ts";
import { withoutContentHash } from "../kubernetes/content-hash.ts";
import { identity } from "../kubernetes/identity.ts";
import type { Manifest } from "../kubernetes/manifest.ts";
import { mentions } from "../kubernetes/mentions.ts";
import { oncePer } from "../kubernetes/remembering.ts";

/**
 * ConfigMaps and Secrets of the base whose content is another one in an environment, and so the hash of it in their names,
 * with what they are there. Not where anything there has the old name in it, for which kustomize would write the new one,
 * nor where other metadata is another too: kustomize loses labels that such a patch removes.
 */
export function renamed(
  base: readonly Manifest[],
  wanted: ReadonlyMap<string, Manifest>,
): ReadonlyMap<Manifest, Manifest> {
  const own = byIdentity(base);
  const gone = hashed(base).filter((object) => !wanted.has(identity(object)));
  if (gone.length === 0) return nothing;
  const added = [...wanted].flatMap(([name, one]) => (own.has(name) ? [] : [one]));
  const isMentioned = ({ metadata: { name } }: Manifest) =>
    [...wanted].some(([id, one]) => mentions(one, name, own.get(id)));
  const pairs = gone.flatMap((object) => {
    const [only, ...others] = added.filter((one) => isHashed(one) && isOther(object, one));
    const isAlone = gone.filter((one) => isOther(object, one)).length === 1;
    const isPair = only !== undefined && others.length === 0 && isAlone && !isMentioned(object);
    return isPair ? [[object, only] as const] : [];
  });
  return new Map(pairs);
}

function isHashed({ kind, metadata: { name } }: Manifest): boolean {
  return (kind === "ConfigMap" || kind === "Secret") && withoutContentHash(name) !== name;
}

/** True where two objects differ in the hash of their names and in what is no metadata. */
function isOther(one: Manifest, other: Manifest): boolean {
  const rest = ({ metadata }: Manifest) => ({ ...metadata, name: withoutContentHash(metadata.name) });
  return one.kind === other.kind && one.apiVersion === other.apiVersion && isEqual(rest(one), rest(other));
}

const nothing: ReadonlyMap<Manifest, Manifest> = new Map();
/** Objects by what tells them apart. */
export const byIdentity = oncePer(
  (objects: readonly Manifest[]): ReadonlyMap<string, Manifest> =>
    new Map(objects.map((object) => [identity(object), object])),
);
const hashed = oncePer((objects: readonly Manifest[]) => objects.filter(isHashed));
