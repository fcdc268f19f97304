import { mkdtempSync, rmSync } from "node:fs";
import type { Manifest } from "../../compiler/kubernetes/manifest.ts";
import { type StatefulSet, statefulSetOf } from "./container.ts";
import { type Pod, startPod } from "./pod.ts";
import { until } from "./until.ts";

/** The pods of a StatefulSet and their volumes, until `end`. */
export interface Ensemble {
  /** The running pods by ordinal. */
  readonly pods: ReadonlyMap<number, Pod>;
  /** The pod of an ordinal; an error where none runs. */
  pod(ordinal: number): Pod;
  /** Does what the StatefulSet controller does with new objects, until all pods are ready. */
  apply(manifests: readonly Manifest[], how?: RollOut): Promise<void>;
  /** Starts a pod from the objects that were applied last. */
  start(ordinal: number): Promise<Pod>;
  stop(ordinal: number): Promise<void>;
  kill(ordinal: number): Promise<void>;
  /** What `kubectl delete pod` does: the pod that follows has the template that was applied last. */
  replace(ordinal: number): Promise<void>;
  /** What `kubectl rollout restart` does: highest ordinal first, each once the one before it is ready. */
  restart(): Promise<void>;
  /** The ordinals whose servers say that they lead. */
  leaders(): Promise<readonly number[]>;
  /** What a client connects to: the names of all running servers. */
  connectString(): string;
  end(): Promise<void>;
}

/** How a roll-out goes that is not left alone. */
interface RollOut {
  /** `rollingUpdate.partition`: pods of lower ordinals keep their template. */
  readonly partition?: number;
  /** What is done each time that a restarted pod does not get ready; it then has as long again. */
  readonly onStall?: () => Promise<void>;
}

/** Seconds for which a pod may take to get ready, and after which its roll-out counts as stalled. */
const patience = { ready: 60, stalled: 20 };

/** An ensemble without pods. */
export function ensemble(): Ensemble {
  const claims = mkdtempSync("/run/volumes-");
  const pods = new Map<number, Pod>();
  const templates = new Map<number, string>();
  let manifests: readonly Manifest[] = [];

  const pod = (ordinal: number) => {
    const running = pods.get(ordinal);
    if (running === undefined) throw new Error(`no pod ${ordinal} runs`);
    return running;
  };
  const start = async (ordinal: number) => {
    const started = await startPod(manifests, serverPod(statefulSetOf(manifests), ordinal, claims));
    pods.set(ordinal, started);
    templates.set(ordinal, templateOf(manifests));
    return started;
  };
  const remove = async (ordinal: number, how: "stop" | "kill") => {
    const running = pod(ordinal);
    pods.delete(ordinal);
    await running[how]();
  };
  const replace = async (ordinal: number) => {
    await remove(ordinal, "stop");
    await start(ordinal);
  };
  const isStale = (ordinal: number) => templates.get(ordinal) !== templateOf(manifests);

  return {
    pods,
    pod,
    start,
    stop: (ordinal) => remove(ordinal, "stop"),
    kill: (ordinal) => remove(ordinal, "kill"),
    apply: async (next, { partition = 0, onStall } = {}) => {
      manifests = next;
      const { replicas } = statefulSetOf(next).spec;
      const old = [...pods.keys()];
      // As podManagementPolicy is Parallel, no pod waits for another to be created or deleted, only to be updated.
      const deleted = Promise.all(
        old.filter((ordinal) => ordinal >= replicas).map((ordinal) => remove(ordinal, "stop")),
      );
      const missing = Array.from({ length: replicas }, (_, ordinal) => ordinal).filter((ordinal) => !pods.has(ordinal));
      await Promise.all(missing.map(start));
      await Promise.all(missing.map((ordinal) => untilReady(pod(ordinal))));
      for (let ordinal = replicas - 1; ordinal >= partition; ordinal -= 1) {
        if (!isStale(ordinal)) continue;
        await replace(ordinal);
        await untilReady(pod(ordinal), onStall);
      }
      await deleted;
    },
    replace,
    restart: async () => {
      for (const ordinal of [...pods.keys()].toSorted((a, b) => b - a)) {
        await replace(ordinal);
        await untilReady(pod(ordinal));
      }
    },
    leaders: async () => {
      const modes = await Promise.all(
        [...pods].map(async ([ordinal, one]) => ({ ordinal, leads: await isLeader(one) })),
      );
      return modes.filter(({ leads }) => leads).map(({ ordinal }) => ordinal);
    },
    connectString: () => [...pods.values()].map(({ host }) => `${host}:2181`).join(","),
    end: async () => {
      await Promise.all([...pods.keys()].map((ordinal) => remove(ordinal, "kill")));
      rmSync(claims, { recursive: true });
    },
  };
}

/** Waits until a pod is ready; the error has the end of its log. */
export async function untilReady(pod: Pod, onStall?: () => Promise<void>): Promise<void> {
  try {
    const limit = onStall === undefined ? patience.ready : patience.stalled;
    await until(`${pod.name} is ready`, limit, () => pod.isReady());
  } catch (error) {
    if (onStall === undefined) throw new Error(`${pod.name} logged:\n${pod.log().slice(-4000)}`, { cause: error });
    await onStall();
    await untilReady(pod);
  }
}

/** The pod of an ordinal, whose volumes are below `directory`. */
function serverPod({ metadata, spec }: StatefulSet, ordinal: number, directory: string) {
  const name = `${metadata.name}-${ordinal}`;
  return {
    name,
    host: `${name}.${spec.serviceName}.${metadata.namespace}.svc.cluster.local`,
    spec: spec.template.spec,
    claims: new Map(
      spec.volumeClaimTemplates.map(({ metadata: claim }) => [claim.name, `${directory}/${claim.name}-${name}`]),
    ),
    directory: `${directory}/pods/${name}`,
  };
}

function templateOf(manifests: readonly Manifest[]): string {
  return JSON.stringify(statefulSetOf(manifests).spec.template);
}

async function isLeader(pod: Pod): Promise<boolean> {
  return (await pod.exec("zookeeper-metrics")).stdout.includes("zk_server_state\tleader");
}
