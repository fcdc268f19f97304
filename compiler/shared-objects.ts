import type { Compiled, CompiledFiles } from "./compiled.ts";
import type { Trees } from "./evaluate/modules.ts";
import { startTracing, type Trace } from "./evaluate/trace.ts";
import { type Issue, inOrder, type Location } from "./issue.ts";
import { type PlacedEnvironment, placesOf } from "./places.ts";
import { listNames } from "./report/text.ts";

/** An environment in one of its places. */
interface Placed {
  readonly environment: PlacedEnvironment;
  readonly place: string;
  /** Its cluster as each delivery tool is told; undefined where that is not said. */
  readonly clusters: readonly (string | undefined)[];
}

/**
 * What was compiled, with an issue for each set of environments that would overwrite each other's objects, as their name
 * and namespace are the same: an error where one cluster is named for them, a warning where nothing says which clusters
 * they are for. `clustersOf` an environment are those that delivery.ts names.
 */
export async function withSharedObjects<One extends CompiledFiles>(
  compiled: Compiled<One>,
  trees: Trees,
  clustersOf: (environment: string) => Placed["clusters"] = () => [],
): Promise<Compiled<One>> {
  const all = compiled.evaluated.map((one) => ({ environment: one, clusters: clustersOf(one.name) }));
  const shared = sharedPlaces(all.flatMap((one) => placesOf(one.environment).map((place) => ({ ...one, place }))));
  if (shared.length === 0) return compiled;
  const traceOf = await startTracing(trees);
  const issues: Issue[] = [];
  for (const placed of shared) issues.push(await sharedIssue(placed, traceOf));
  const warnings = new Map(compiled.warnings);
  for (const issue of issues) {
    const { environment = "" } = issue;
    warnings.set(environment, [...(warnings.get(environment) ?? []), issue]);
  }
  return { ...compiled, issues: inOrder([...compiled.issues, ...issues]), warnings };
}

function sharedPlaces(all: readonly Placed[]): readonly (readonly [Placed, ...Placed[]])[] {
  const places = new Map<string, [Placed, ...Placed[]]>();
  for (const placed of all) {
    const key = JSON.stringify([placed.place, placed.clusters]);
    const others = places.get(key);
    if (others === undefined) places.set(key, [placed]);
    else others.push(placed);
  }
  return [...places.values()].filter(({ length }) => length > 1);
}

/** Beyond so many, the lines of further environments say nothing new. */
const mostLines = 5;

async function sharedIssue(
  placed: readonly [Placed, ...Placed[]],
  traceOf: (one: PlacedEnvironment) => Promise<Trace>,
): Promise<Issue> {
  const [{ place, clusters }] = placed;
  const environments = placed.map(({ environment }) => environment);
  const cluster = clusters.find((one) => one !== undefined);
  const lines: Location[] = [];
  for (const one of environments.slice(-mostLines)) lines.push(namespaceLine(one, place, await traceOf(one)));
  const names = listNames(
    environments.map((one) => one.name),
    120,
  );
  const where = cluster === undefined ? "" : ` of cluster ${cluster}`;
  return {
    code: "environment/shared-objects",
    ...(cluster === undefined ? { severity: "warning" as const } : {}),
    message: `${names} are the same ${place}${where}`,
    environment: environments.at(-1)?.name ?? "",
    location: lines.at(-1) ?? { file: "delivery.ts", line: 1, column: 1 },
    why: "In one cluster they are the same objects: each environment would overwrite those of the other, again and again.",
    hint: "Give one of them another namespace or name; where they are for different clusters, name these in delivery.ts.",
    related: lines.slice(0, -1).map((location) => ({ message: "the other environment", location })),
  };
}

/** Where an environment itself sets the namespace of a place, else its file. */
function namespaceLine({ file, places }: PlacedEnvironment, place: string, trace: Trace): Location {
  const own = places.filter((one) => one.place === place);
  const lines = own.flatMap(({ path }) => trace.where([...path, "namespace"]).set ?? []);
  return lines.find(({ key }) => key.file === file)?.value ?? { file, line: 1, column: 1 };
}
