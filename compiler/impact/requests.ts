import type { Requests } from "../environment-change.ts";
import { isList, type Json } from "../kubernetes/json.ts";
import type { Manifest } from "../kubernetes/manifest.ts";
import { parseQuantity } from "../kubernetes/quantity.ts";
import { at } from "./field.ts";
import { isKind, replicasOf } from "./pods.ts";

/** Amounts in billionths, so that sums are exact. */
interface Amounts {
  readonly cpu: bigint;
  readonly memory: bigint;
  readonly storage: bigint;
}

const nothing: Amounts = { cpu: 0n, memory: 0n, storage: 0n };
const billion = 1_000_000_000n;

/**
 * Requests of all pods × replicas, and of all claims. How many pods a DaemonSet or CronJob has, the manifests do not
 * say: they are left out.
 */
export function requestsOf(manifests: readonly Manifest[]): Requests {
  const total = manifests.map(ofObject).reduce(plus, nothing);
  return {
    cpu: Number(total.cpu / 1_000_000n) / 1000,
    memory: Number(total.memory / billion),
    storage: Number(total.storage / billion),
  };
}

/** The sum of what several ask for. */
export function sumOfRequests(all: readonly Requests[]): Requests {
  const sum = (pick: (one: Requests) => number) => all.reduce((total, one) => total + pick(one), 0);
  // cores in whole thousandths: a sum of fractions would show 0.30000000000000004
  return {
    cpu: Math.round(sum(({ cpu }) => cpu * 1000)) / 1000,
    memory: sum((one) => one.memory),
    storage: sum((one) => one.storage),
  };
}

function ofObject(object: Manifest): Amounts {
  if (isKind(object, "", "PersistentVolumeClaim")) return { ...nothing, storage: storageOf(object) };
  if (isKind(object, "", "Pod")) return ofPod(at(object, "spec"));
  const isDeployment = isKind(object, "apps", "Deployment");
  if (!isDeployment && !isKind(object, "apps", "StatefulSet")) return nothing;
  const pod = ofPod(at(object, "spec", "template", "spec"));
  if (isDeployment) return times(replicasOf(object), pod);
  const storage = itemsOf(at(object, "spec", "volumeClaimTemplates"))
    .map(storageOf)
    .reduce((sum, one) => sum + one, 0n);
  return times(replicasOf(object), { ...pod, storage });
}

/** As the scheduler counts: the containers together, or the largest init container where that is more. */
function ofPod(spec: Json | undefined): Amounts {
  const [containers, init] = [itemsOf(at(spec, "containers")), itemsOf(at(spec, "initContainers"))];
  const isSidecar = (container: Json) => at(container, "restartPolicy") === "Always";
  const running = [...containers, ...init.filter(isSidecar)].map(ofContainer).reduce(plus, nothing);
  return init
    .filter((one) => !isSidecar(one))
    .map(ofContainer)
    .reduce(larger, running);
}

/** A limit without a request is the request too. */
function ofContainer(container: Json): Amounts {
  const resources = at(container, "resources");
  const [requests, limits] = [at(resources, "requests"), at(resources, "limits")];
  const amount = (name: string) => quantity(at(requests, name) ?? at(limits, name));
  return { cpu: amount("cpu"), memory: amount("memory"), storage: 0n };
}

function storageOf(claim: Json): bigint {
  return quantity(at(claim, "spec", "resources", "requests", "storage"));
}

function quantity(value: Json | undefined): bigint {
  const isAmount = typeof value === "string" || typeof value === "number";
  return (isAmount ? parseQuantity(String(value)) : undefined) ?? 0n;
}

function itemsOf(value: Json | undefined): readonly Json[] {
  return isList(value) ? value : [];
}

function plus(one: Amounts, other: Amounts): Amounts {
  if (other === nothing) return one;
  return { cpu: one.cpu + other.cpu, memory: one.memory + other.memory, storage: one.storage + other.storage };
}

function larger(one: Amounts, other: Amounts): Amounts {
  const max = (a: bigint, b: bigint) => (a > b ? a : b);
  return {
    cpu: max(one.cpu, other.cpu),
    memory: max(one.memory, other.memory),
    storage: max(one.storage, other.storage),
  };
}

function times(count: number, { cpu, memory, storage }: Amounts): Amounts {
  const factor = BigInt(count);
  return { cpu: cpu * factor, memory: memory * factor, storage: storage * factor };
}
