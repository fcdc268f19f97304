import type { ChangeGroup, EnvironmentChange, ReviewedField, ReviewedObject, Verdict } from "./environment-change.ts";
import { verdicts } from "./environment-change.ts";
import { withoutContentHash } from "./kubernetes/content-hash.ts";
import { namespaceOf } from "./kubernetes/identity.ts";

/**
 * Environments in which the same happens, each group in the order of the names: those with the gravest change first,
 * then the smallest. The same is what is equal once every environment's namespace, which is part of addresses, and
 * hashes in names are left out.
 */
export function groupChanges(environments: readonly EnvironmentChange[]): readonly ChangeGroup[] {
  const groups = new Map<string, [EnvironmentChange, ...EnvironmentChange[]]>();
  for (const environment of environments) {
    if (environment.status === "unchanged") continue;
    const key = keyOf(environment);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [environment]);
    else group.push(environment);
  }
  const sorted = [...groups.values()].sort(
    (one, other) => gravity(one[0]) - gravity(other[0]) || one.length - other.length,
  );
  return sorted.map((members) => ({ environments: members }));
}

/** The verdicts on an environment's changes, each once, the gravest first. */
function verdictsOf({ changes }: EnvironmentChange): readonly Verdict[] {
  const all = new Set(changes.flatMap((change) => impactsOf(change).map(({ verdict }) => verdict)));
  return verdicts.filter((verdict) => all.has(verdict));
}

/** The impacts of an object's change: of each field, or of the object as a whole. */
function impactsOf(change: ReviewedObject) {
  return change.change === "changed" ? change.fields.map(({ impact }) => impact) : [change.impact];
}

function gravity(environment: EnvironmentChange): number {
  const [gravest = "harmless"] = verdictsOf(environment);
  return verdicts.indexOf(gravest);
}

function keyOf({ status, changes, rollouts, notes }: EnvironmentChange): string {
  const namespaces = new Set(changes.flatMap(({ object }) => namespaceOf(object) ?? []));
  const namespace = alternatives([...namespaces]);
  const neutral = (text: string) => withoutContentHash(text).replace(namespace, "@");
  const told = changes.map((change) =>
    change.change === "changed"
      ? [change.change, change.object.kind, change.object.metadata.name, change.fields.map(fieldKey)]
      : [change.change, change.object],
  );
  const steps = rollouts.map(({ namespace: _, ...rollout }) => rollout);
  // every text, but no name of a field
  return JSON.stringify([status, told, steps, notes], (_, value) =>
    typeof value === "string" ? neutral(value) : value,
  );
}

function fieldKey({ causes: _, ...field }: ReviewedField) {
  if (field.change !== "text") return field;
  // the lines around a change, and where it stands, may be others
  const lines = field.hunks.flatMap((hunk) => hunk.lines.filter(({ sign }) => sign !== " "));
  return { change: field.change, path: field.path, impact: field.impact, lines };
}

/** Matches one of the words where it stands for itself, and nothing where there is none. */
function alternatives(words: readonly string[]): RegExp {
  const escaped = words.map((text) => text.replace(/[.*+?^${}()|[\]\\-]/g, "\\$&"));
  return words.length === 0 ? /(?!)/g : new RegExp(`(?<![\\w-])(${escaped.join("|")})(?![\\w-])`, "g");
}
