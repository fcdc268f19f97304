import { isObject } from "../../compiler/kubernetes/json.ts";
import type { Manifest } from "../../compiler/kubernetes/manifest.ts";

/**
 * A small model of what Argo CD (gitops-engine, sync_context.go and sync_tasks.go) and Flux (kustomize-controller, its
 * Kustomization guide) do with the objects of commits that come one right after the other, and of the ensemble meanwhile.
 * Time goes in ticks; in each, one pod comes or goes.
 */
export interface Cluster {
  pods: number;
  /** As the StatefulSet wants them. */
  wanted: number;
  voters: number;
  job?: Job;
  /** How many pods there were when the Job started. */
  podsAtStart?: number;
  /** What no ensemble should see. */
  readonly wrong: string[];
}

interface Job {
  readonly name: string;
  readonly to: number;
  /** Ticks that it still needs, once the servers that join are there. */
  left: number;
}

/** The objects of commits, of which each comes as soon as the one before is being synced. */
type Commits = readonly (readonly Manifest[])[];

/** Syncs commits one after the other; it is resumed with every tick. */
type Tool = (commits: Commits, cluster: Cluster) => Generator<void>;

/** An ensemble with so many servers, all of which vote. */
export function ensemble(servers: number): Cluster {
  return { pods: servers, wanted: servers, voters: servers, wrong: [] };
}

/** The cluster after a tool has synced the commits, and all is quiet; what hangs is wrong too. */
export function synced(tool: Tool, cluster: Cluster, commits: Commits): Cluster {
  const sync = tool(commits, cluster);
  for (let ticks = 0, isOver = false; ticks < 500; ticks += 1) {
    if (isOver && isQuiet(cluster)) return cluster;
    isOver ||= sync.next().done === true;
    tick(cluster);
  }
  cluster.wrong.push("it hangs");
  return cluster;
}

/** Waves and kinds in order. With more than one wave it waits for the health of each, the last one's too. */
export function* argoCD(commits: Commits, cluster: Cluster): Generator<void> {
  for (const objects of commits) {
    const waves = [...new Set(objects.map(waveOf))].toSorted((one, other) => one - other);
    for (const wave of waves) {
      const applied = inOrder(objects.filter((object) => waveOf(object) === wave));
      for (const object of applied) apply(object, cluster);
      while (waves.length > 1 && !applied.every((object) => isHealthy(object, cluster))) yield;
    }
    prune(objects, cluster);
    yield;
  }
}

/** All objects at once, then with `wait: true` it waits for their health, for so many ticks at most. */
export function flux({ timeout }: { readonly timeout: number }): Tool {
  return function* sync(commits, cluster) {
    for (const objects of commits) {
      for (const object of inOrder(objects)) apply(object, cluster);
      prune(objects, cluster);
      for (let ticks = 0; ticks < timeout && !objects.every((object) => isHealthy(object, cluster)); ticks += 1) yield;
      yield;
    }
  };
}

function waveOf({ metadata: { annotations } }: Manifest): number {
  return isObject(annotations) ? Number(annotations["argocd.argoproj.io/sync-wave"] ?? 0) : 0;
}

// both tools apply a StatefulSet before a Job
function inOrder(objects: readonly Manifest[]): readonly Manifest[] {
  return objects.toSorted((one, other) => Number(one.kind === "Job") - Number(other.kind === "Job"));
}

function apply({ kind, metadata: { name }, spec }: Manifest, cluster: Cluster): void {
  if (kind === "StatefulSet" && isObject(spec)) cluster.wanted = Number(spec["replicas"]);
  if (kind !== "Job" || cluster.job?.name === name) return;
  cluster.job = { name, to: Number(/-to-(\d+)-/.exec(name)?.[1]), left: 5 };
  cluster.podsAtStart = cluster.pods;
}

function prune(objects: readonly Manifest[], cluster: Cluster): void {
  if (cluster.job === undefined || objects.some(({ kind }) => kind === "Job")) return;
  if (cluster.job.left > 0) cluster.wrong.push("the Job goes while it runs");
  delete cluster.job;
}

function isHealthy({ kind }: Manifest, { pods, wanted, job }: Cluster): boolean {
  if (kind === "StatefulSet") return pods === wanted;
  return kind !== "Job" || job?.left === 0;
}

function isQuiet({ pods, wanted, job }: Cluster): boolean {
  return pods === wanted && (job === undefined || job.left === 0);
}

function tick(cluster: Cluster): void {
  const { job } = cluster;
  cluster.pods += Math.sign(cluster.wanted - cluster.pods);
  if (cluster.pods < cluster.voters) cluster.wrong.push(`server ${cluster.pods + 1} goes while it votes`);
  if (job === undefined || job.left === 0 || cluster.pods < job.to) return;
  job.left -= 1;
  if (job.left === 0) cluster.voters = job.to;
}
