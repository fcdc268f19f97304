import { isEqual } from "../../../compiler/kubernetes/compare.ts";
import { isObject, type Json } from "../../../compiler/kubernetes/json.ts";
import type { Options } from "../options.ts";
import { mebibytes, neededMebibytes } from "../sizes.ts";
import { refusal } from "./option-refusal.ts";
import { asBytes, asCpu, asHeap, told } from "./value-readers.ts";
import { type Reader, type Reading, valueAt } from "./values.ts";

/** A container's `resources`. The memory that Overlayer requests is the limit too. */
export const resources: Reader = (value) => {
  if (!isObject(value)) return told("the chart has a map here");
  const amount = (kind: string, resource: string) => valueAt(value, kind, resource);
  const cpuLimit = amount("limits", "cpu");
  const cpu = amount("requests", "cpu");
  const memoryLimit = amount("limits", "memory");
  const memory = amount("requests", "memory");
  return [
    ...set(["requests", "cpu"], "cpu", cpu, asCpu),
    // Kubernetes takes the limit for a request that is absent
    ...set(["limits", "cpu"], "cpu", cpu === undefined ? cpuLimit : undefined, asCpu),
    ...set(["limits", "cpu"], "cpuLimit", cpuLimit, asCpu),
    ...set(["requests", "memory"], "memory", memoryLimit === undefined ? memory : undefined, asBytes),
    ...set(["limits", "memory"], "memory", memoryLimit, asBytes),
    ...(memoryLimit === undefined || isEqual(memoryLimit, memory ?? memoryLimit)
      ? []
      : [{ at: ["requests", "memory"], message: "Overlayer requests as much memory as the limit is" }]),
    ...Object.entries(value).flatMap(([kind, amounts]) => others(kind, amounts)),
  ];
};

function set(at: readonly string[], option: string, value: Json | undefined, as: (value: Json) => Json): Reading[] {
  return value === undefined ? [] : [{ at, option: [option], value: as(value) }];
}

function others(kind: string, amounts: Json): readonly Reading[] {
  const message = "there is no option for this resource: an override of the StatefulSet's container has it";
  if (!["requests", "limits"].includes(kind) || !isObject(amounts)) return [{ at: [kind], message }];
  return Object.keys(amounts)
    .filter((resource) => !["cpu", "memory"].includes(resource))
    .map((resource) => ({ at: [kind, resource], message }));
}

/** The heap of the value at `at`, and more memory than `memory` where it needs more; charts do not compare the two. */
export function heapIn(memory: Json | undefined, heap: Json | undefined, at: readonly string[]): readonly Reading[] {
  if (heap === undefined) return [];
  const value = asHeap(heap);
  const read: Reading = { at, option: ["heap"], value };
  if (!isHeap(value) || neededMebibytes(value) <= mebibytes(String(asBytes(memory ?? defaultMemory)))) return [read];
  const message = "this heap does not fit the memory, which is set to one and a half times the heap";
  const hint = "or set a smaller heap; its default is the largest that fits";
  return [read, { at, option: ["memory"], value: `${neededMebibytes(value)}Mi` }, { at, message, hint }];
}

const defaultMemory = "1Gi";

function isHeap(value: Json): value is Options["heap"] {
  return refusal(["heap"], value) === undefined;
}

/** The memory that a pod with these `resources` may use. */
export function memoryOf(resources: Json | undefined): Json | undefined {
  if (resources === undefined || !isObject(resources)) return undefined;
  return valueAt(resources, "limits", "memory") ?? valueAt(resources, "requests", "memory");
}
