import type { Issue } from "../issue.ts";
import { isEqual } from "../kubernetes/compare.ts";
import { displayName, identity } from "../kubernetes/identity.ts";
import { applyJsonPatch } from "../kubernetes/json-patch.ts";
import type { Manifest } from "../kubernetes/manifest.ts";
import { oncePer } from "../kubernetes/remembering.ts";
import { shared } from "../kubernetes/shared.ts";
import { applyStrategicMerge } from "../kubernetes/strategic-merge.ts";
import { matches, targetOf } from "../kubernetes/target.ts";
import { jsonOperations } from "./json-operations.ts";
import { movedNamespace } from "./moved-namespace.ts";
import type { Overlay, Patch } from "./overlay.ts";
import { byIdentity, renamed } from "./renamed.ts";
import { deletingPatch, renamingPatch, replacingPatch, strategicPatch } from "./strategic-patch.ts";

export type Factored = { readonly overlay: Overlay } | { readonly issues: readonly Issue[] };

/**
 * The smallest overlay from which kustomize builds exactly the environment's objects; issues where it cannot. Both must
 * be representable themselves.
 */
export function factor(base: readonly Manifest[], environment: readonly Manifest[]): Factored {
  const move = movedNamespace(base, environment);
  const names = identities(base);
  const own = byIdentity(base);
  // many differ in their namespace only
  const wanted = new Map(
    (move?.before ?? environment).map((object) => {
      const name = identity(object);
      return [name, shared(object, own.get(name))];
    }),
  );
  const renames = renamingPatches(base, wanted);
  const added = [...wanted].flatMap(([name, object]) => (own.has(name) || renames.has(object) ? [] : [object]));
  const all = [...base, ...added];
  const renamings = new Map([...renames.values()].map((patch) => [patch.renames, patch]));
  const patches = base.map(
    (object, index) => renamings.get(object) ?? patchFor(object, wanted.get(names[index] ?? ""), all),
  );
  const issues = patches.filter((patch) => patch !== undefined && "code" in patch);
  if (issues.length > 0) return { issues };
  const resources = move === undefined ? added : added.map((object) => moved(object, move.namespace));
  return {
    overlay: {
      ...(move === undefined ? {} : { namespace: move.namespace }),
      resources,
      patches: patches.filter((patch) => patch !== undefined && "type" in patch),
    },
  };
}

/** Those of the base are asked for again by each environment. */
const identities = oncePer((objects: readonly Manifest[]) => objects.map(identity));

/** By the object of the environment; only those that are exact. */
function renamingPatches(base: readonly Manifest[], wanted: ReadonlyMap<string, Manifest>) {
  const pairs = [...renamed(base, wanted)].map(([object, other]) => {
    return [other, { type: "strategic", document: renamingPatch(object, other), renames: object }] as const;
  });
  return new Map(
    pairs.filter(([other, { document, renames }]) => isEqual(applyStrategicMerge(renames, document), other)),
  );
}

function moved(object: Manifest, namespace: string): Manifest {
  return { ...object, metadata: { ...object.metadata, namespace } };
}

/** The first kind of patch that is exact, the most readable first; undefined where none is needed. */
function patchFor(base: Manifest, wanted: Manifest | undefined, all: readonly Manifest[]): Patch | Issue | undefined {
  if (wanted === undefined) return { type: "strategic", document: deletingPatch(base) };
  if (isEqual(base, wanted)) return undefined;
  const document = strategicPatch(base, wanted);
  if (isEqual(applyStrategicMerge(base, document), wanted)) return { type: "strategic", document };
  const operations = jsonOperations(base, wanted);
  const target = targetOf(base);
  const isAlone = all.filter((object) => matches(target, object)).length === 1;
  if (isAlone && isEqual(applyJsonPatch(base, operations), wanted)) return { type: "json", object: base, operations };
  const replacing = replacingPatch(base, wanted);
  if (isEqual(applyStrategicMerge(base, replacing), wanted)) return { type: "strategic", document: replacing };
  return {
    code: "factor/unrepresentable",
    message: `${displayName(base)}: no patch of kustomize turns the base's object into the environment's`,
    why: "A JSON patch would fail at text that begins with a tab or would change a second object too, a merge is not exact.",
    hint: "Give the environment's object another name than the base's, or do not begin text with a tab.",
  };
}
