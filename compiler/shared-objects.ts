import type { Compiled, CompiledEnvironment } from "./compile.ts";
import type { Evaluation } from "./evaluate/environment.ts";
import type { Trees } from "./evaluate/modules.ts";
import { startTracing, type Trace } from "./evaluate/trace.ts";
import { errorsFirst, type Issue, type Location } from "./issue.ts";
import { displayName, identity, namespaceOf } from "./kubernetes/identity.ts";
import type { Manifest } from "./kubernetes/manifest.ts";
import { listNames } from "./report/text.ts";

/** An object of an environment. */
interface Owned {
  readonly environment: CompiledEnvironment;
  readonly object: Manifest;
}

/**
 * What was compiled, with an issue for each set of environments that have objects of the same kind, namespace and name:
 * an error where delivery.ts names one cluster for them, a warning where nothing says which clusters they are for.
 */
export async function withSharedObjects(compiled: Compiled, trees: Trees): Promise<Compiled> {
  const shared = sharedObjects(compiled.environments);
  if (shared.length === 0) return compiled;
  const traceOf = await startTracing(trees);
  const issues: Issue[] = [];
  for (const owned of shared) issues.push(await sharedIssue(owned, traceOf));
  return { ...compiled, issues: errorsFirst([...compiled.issues, ...issues]) };
}

/** By set of environments, all objects that these share; a part of another set says nothing new. */
function sharedObjects(environments: readonly CompiledEnvironment[]): readonly (readonly Owned[])[] {
  const all = environments.flatMap((environment) => environment.manifests.map((object) => ({ environment, object })));
  // most environments have a namespace of their own: only what is in one of several has to be told apart
  const crowded = groupBy(all, placeOf).filter((owned) => namesOf(owned).size > 1);
  const shared = crowded.flatMap((owned) => groupBy(owned, ({ object }) => identity(object)));
  const sets = groupBy(
    shared.filter(({ length }) => length > 1),
    (owned) => [...namesOf(owned)].join(" "),
  ).map((group) => group.flat());
  const told: (readonly Owned[])[] = [];
  for (const owned of sets.toSorted((one, other) => namesOf(other).size - namesOf(one).size)) {
    const isPart = told.map(namesOf).some((names) => [...namesOf(owned)].every((name) => names.has(name)));
    if (!isPart) told.push(owned);
  }
  return told;
}

function placeOf({ environment, object }: Owned): string {
  return `${namespaceOf(object) ?? ""} ${environment.clusters?.join(" ") ?? ""}`;
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly (readonly Item[])[] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

function namesOf(owned: readonly Owned[]): ReadonlySet<string> {
  return new Set(owned.map(({ environment }) => environment.name));
}

/** Beyond so many, the lines of further environments say nothing new. */
const mostLines = 5;

async function sharedIssue(owned: readonly Owned[], traceOf: (one: Evaluation) => Promise<Trace>): Promise<Issue> {
  const environments = [...new Set(owned.map(({ environment }) => environment))];
  const names = environments.map(({ name }) => name);
  const objects = new Map(owned.map(({ object }) => [identity(object), object]));
  const places = [...new Set([...objects.values()].flatMap((object) => namespaceOf(object) ?? []))];
  const cluster = environments[0]?.clusters?.find((one) => one !== undefined);
  const lines: Location[] = [];
  for (const { evaluation } of environments.slice(-mostLines)) {
    lines.push(namespaceLine(evaluation, await traceOf(evaluation)));
  }
  const have = `${listNames(names, 80)} ${names.length === 2 ? "both" : "all"} have`;
  // workloads are applied last, and matter most
  const what = listNames([...objects.values()].map(displayName).toReversed(), 160);
  const where = `${places.length === 0 ? "" : ` in namespace ${places.join(", ")}`}${cluster === undefined ? "" : ` of cluster ${cluster}`}`;
  return {
    code: "environment/shared-objects",
    ...(cluster === undefined ? { severity: "warning" as const } : {}),
    message: `${have} ${what}${where}`,
    ...{ environment: names.at(-1) ?? "", location: lines.at(-1) ?? { file: "", line: 1, column: 1 } },
    why: "In one cluster they are the same objects: each environment would overwrite those of the other, again and again.",
    hint: "Give one of them another namespace or name; where they are for different clusters, name these in delivery.ts.",
    related: lines.slice(0, -1).map((location) => ({ message: "the other environment", location })),
  };
}

/** Where an environment itself sets the option of that name, which every application may have; else its file. */
function namespaceLine({ file, instances }: Evaluation, trace: Trace): Location {
  const lines = instances.flatMap(({ path }) => trace.where([...path, "namespace"]).set ?? []);
  return lines.find(({ key }) => key.file === file)?.value ?? { file, line: 1, column: 1 };
}
