import { findCauses, type Sides } from "./causes.ts";
import { withoutEqualAmounts } from "./diff/amounts.ts";
import { diff } from "./diff/diff.ts";
import type {
  ChangeGroup,
  EnvironmentChange,
  Note,
  Review,
  ReviewedField,
  ReviewedObject,
} from "./environment-change.ts";
import type { Evaluation } from "./evaluate/environment.ts";
import { groupChanges } from "./group.ts";
import { judge } from "./impact/impact.ts";
import { requestsOf, sumOfRequests } from "./impact/requests.ts";
import { rollouts } from "./impact/rollout.ts";
import { identity } from "./kubernetes/identity.ts";
import type { Manifest } from "./kubernetes/manifest.ts";
import type { Applications } from "./objects.ts";
import { targetedVersion } from "./targeted-version.ts";

/** An environment on both sides; a side on which there is none is absent. */
export interface BothSides {
  readonly name: string;
  /** Its environment file. */
  readonly file: string;
  /** Its name before, where that was another. */
  readonly renamedFrom?: string;
  readonly before?: readonly Manifest[];
  readonly after?: readonly Manifest[];
  /** Its options in the working tree. */
  readonly evaluation?: Evaluation;
}

/** An environment of which only what was committed counts, as another one may take it over. */
export type Neighbour = Pick<BothSides, "name" | "before">;

// tracing an environment twice takes milliseconds: of a group that is shown once, a few names are enough
const tracedOfGroup = 5;
const tracedInAll = 100;

/**
 * The other half of the table of contents: both sides of each environment → changes → impact → groups → causes. Without
 * `sides` no causes are looked for; else those of at most `traced` environments. Those that are known to be `unchanged` are
 * listed with the others; `neighbours` are not, but what was committed of them may be taken over.
 */
export async function review(
  environments: readonly BothSides[],
  applications: Applications,
  sides?: Sides,
  traced = tracedInAll,
  unchanged: readonly EnvironmentChange[] = [],
  neighbours: readonly Neighbour[] = [],
): Promise<Review> {
  const ownerOf = committedOwners([...environments, ...neighbours]);
  const changes = [...environments.map((one) => changeOf(one, applications, ownerOf)), ...unchanged];
  changes.sort((one, other) => (one.name < other.name ? -1 : 1));
  const groups = groupChanges(changes);
  const evaluations = new Map(environments.flatMap(({ name, evaluation }) => (evaluation ? [[name, evaluation]] : [])));
  const explained =
    sides === undefined ? [] : await findCauses(firstOf(groups, traced), evaluations, sides, applications);
  const byName = new Map(explained.map((one) => [one.name, one]));
  return reviewOf(changes, groups, (one) => byName.get(one.name) ?? one);
}

/**
 * The review of all environments, in the order of their names, that were reviewed in parts in which all were traced: with
 * the causes that a review of all at once looks for.
 */
export function wholeReview(environments: readonly EnvironmentChange[]): Review {
  const groups = groupChanges(environments);
  const traced = new Set(firstOf(groups, tracedInAll));
  return reviewOf(environments, groups, (one) => (traced.has(one) ? one : withoutCauses(one)));
}

function withoutCauses(environment: EnvironmentChange): EnvironmentChange {
  const changes = environment.changes.map((change): ReviewedObject => {
    if (change.change === "changed") return { ...change, fields: change.fields.map(withoutCause) };
    const { causes: _, ...object } = change;
    return object;
  });
  return { ...environment, changes };
}

function withoutCause({ causes: _, ...field }: ReviewedField): ReviewedField {
  return field;
}

function reviewOf(
  changes: readonly EnvironmentChange[],
  groups: readonly ChangeGroup[],
  explained: (one: EnvironmentChange) => EnvironmentChange,
): Review {
  return {
    environments: changes.map(explained),
    groups: groups.map(({ environments: [first, ...rest] }) => ({
      environments: [explained(first), ...rest.map(explained)],
    })),
    totals: {
      before: sumOfRequests(changes.map(({ totals }) => totals.before)),
      after: sumOfRequests(changes.map(({ totals }) => totals.after)),
    },
  };
}

function changeOf(
  { name, file, renamedFrom, before, after, evaluation }: BothSides,
  applications: Applications,
  ownerOf: (object: Manifest) => string | undefined,
): EnvironmentChange {
  const [old, now] = [before ?? [], after ?? []];
  const kubernetesVersion = targetedVersion(evaluation);
  // the same objects, not only equal ones, where nothing committed is to change
  const changes =
    before === after ? [] : judge(withoutEqualAmounts(diff(old, now)), old, now, kubernetesVersion, ownerOf);
  const reviews =
    changes.length === 0 ? [] : applicationsOf(evaluation, applications).map((one) => one.review?.(old, now));
  const voters = reviews.flatMap((one) => one?.voters ?? []);
  const requests = requestsOf(now);
  const changed = renamedFrom !== undefined ? "renamed" : changes.length > 0 ? "changed" : "unchanged";
  const renamed = renamedFrom === undefined ? [] : [renamedNote];
  return {
    name,
    file,
    status: after === undefined ? "deleted" : before === undefined ? "created" : changed,
    ...(renamedFrom === undefined ? {} : { renamedFrom }),
    kubernetesVersion,
    changes,
    rollouts: rollouts(changes, old, now, voters),
    notes: after === undefined ? [goneNote(name)] : [...renamed, ...reviews.flatMap((one) => one?.notes ?? [])],
    totals: { before: before === after ? requests : requestsOf(old), after: requests },
  };
}

/** Finds the environment that an object is committed of; their objects are gone through when it is first asked for. */
function committedOwners(environments: readonly Neighbour[]): (object: Manifest) => string | undefined {
  let owners: ReadonlyMap<string, string> | undefined;
  return (object) => {
    owners ??= new Map(environments.flatMap(({ name, before = [] }) => before.map((one) => [identity(one), name])));
    return owners.get(identity(object));
  };
}

/** A path that is gone is an error to the delivery tools, which prune nothing then. */
function goneNote(name: string): Note {
  return {
    severity: "warning",
    message: `overlays/${name} goes: its Flux Kustomization or Argo CD Application has to go with it, by delivery.ts or by hand`,
    why: "both fail where their path is gone, and delete nothing then",
  };
}

/** To the delivery tools, one environment goes and another comes. */
const renamedNote: Note = {
  severity: "warning",
  message:
    "it is renamed, and its objects are the same ones: in the same cluster the new Flux Kustomization or Argo CD Application takes them over",
  why: "the old one leaves them by deletionPolicy: Orphan or preserveResourcesOnDeletion: true alone, otherwise they are deleted with it",
};

/** Each application once, however many instances the environment has of it. */
function applicationsOf(evaluation: Evaluation | undefined, applications: Applications) {
  const names = new Set(evaluation?.instances.map(({ application }) => application));
  return [...names].flatMap((name) => applications.get(name) ?? []);
}

/** The environments whose causes are looked for: the first of every group, then some more of each. */
function firstOf(groups: readonly ChangeGroup[], most: number): readonly EnvironmentChange[] {
  const firsts = groups.map(({ environments: [first] }) => first);
  const others = groups.flatMap(({ environments }) => environments.slice(1, tracedOfGroup));
  return [...firsts, ...others].slice(0, most);
}
