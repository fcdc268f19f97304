import type { Json, JsonObject } from "../../../compiler/kubernetes/json.ts";
import { bitnamiKeys } from "./bitnami-keys.ts";
import { bitnamiName } from "./bitnami-objects.ts";
import { networkClients, presets } from "./bitnami-readers.ts";
import type { Release } from "./chart-objects.ts";
import { heapIn, memoryOf } from "./sizing.ts";
import { asBytes, storageClass } from "./value-readers.ts";
import { type Imported, type Reading, readValues, valueAt } from "./values.ts";

/** Options of a values file of a release of Bitnami's chart. */
export function bitnamiValues(file: JsonObject, release: Release): Imported {
  return readValues(file, bitnamiKeys, [
    () => image(file),
    () => heap(file),
    () => volumes(file),
    () => noAntiAffinity(file),
    networkClients(bitnamiName(file, release)),
  ]);
}

/** Bitnami's image has its own user, directories and start scripts. */
function image(file: JsonObject): readonly Reading[] {
  const isNamed = ["registry", "repository", "tag", "digest"].some((key) => valueAt(file, "image", key) !== undefined);
  const message = "Bitnami's image is not made like the official one, on which Overlayer's scripts run";
  const hint = "Overlayer's default image is used; for a mirror of it set the option image";
  return [
    ...(isNamed ? [{ at: ["image"], message, hint }] : []),
    ...(valueAt(file, "global", "imageRegistry") === undefined
      ? []
      : [{ at: ["global", "imageRegistry"], message, hint }]),
  ];
}

/** The chart ignores heapSize where the flags have a heap. */
function heap(file: JsonObject): readonly Reading[] {
  const value = valueAt(file, "jvmFlags");
  const size = valueAt(file, "heapSize");
  const preset = presets.get(valueAt(file, "resourcesPreset") ?? "none");
  const memory = memoryOf(valueAt(file, "resources") ?? preset);
  if (value === undefined) return heapIn(memory, size, ["heapSize"]);
  if (typeof value !== "string") {
    return [{ at: ["jvmFlags"], message: "the chart has text here" }, ...heapIn(memory, size, ["heapSize"])];
  }
  const flags = value.split(/\s+/).filter((flag) => flag !== "");
  const given = flags.findLast((flag) => flag.startsWith("-Xmx"))?.slice(4);
  const others = flags.filter((flag) => !/^-Xm[xs]/.test(flag));
  return [
    ...(others.length === 0 ? [] : [{ at: ["jvmFlags"], option: ["jvmFlags"], value: others }]),
    ...(flags.some((flag) => flag.startsWith("-Xms"))
      ? [{ at: ["jvmFlags"], message: "the heap grows as it is needed: -Xms is not taken" }]
      : []),
    ...(given === undefined ? heapIn(memory, size, ["heapSize"]) : heapIn(memory, given, ["jvmFlags"])),
    ...(given === undefined || size === undefined
      ? []
      : [{ at: ["heapSize"], message: "the chart ignores it beside -Xmx in jvmFlags" }]),
  ];
}

/** The log is beside the snapshots, or on a volume of its own. Where they are is read of the chart's objects. */
function volumes(file: JsonObject): readonly Reading[] {
  const dataLog = valueAt(file, "dataLogDir");
  const logSize = ["persistence", "dataLogDir", "size"];
  const classes = [
    // the last is the one that the chart takes
    ["global", "defaultStorageClass"],
    ["persistence", "storageClass"],
    ["global", "storageClass"],
  ].flatMap((at) => {
    const value = valueAt(file, ...at);
    return value === undefined ? [] : [{ at, value }];
  });
  return [
    ...classes.flatMap((one) => className(one, "storage")),
    ...(dataLog === undefined
      ? []
      : [
          { at: ["dataLogDir"], option: ["directories", "dataLog"], value: dataLog },
          {
            at: logSize,
            option: ["storage", "transactionLog", "size"],
            value: asBytes(valueAt(file, ...logSize) ?? "8Gi"),
          },
          ...classes.flatMap((one) => className(one, "storage", "transactionLog")),
        ]),
  ];
}

function className({ at, value }: { at: string[]; value: Json }, ...volume: readonly string[]): readonly Reading[] {
  return storageClass(...volume, "className")(value, {}).map((reading) => ({ ...reading, at }));
}

/** An empty preset is no anti-affinity at all, where the chart's own is soft. */
function noAntiAffinity(file: JsonObject): readonly Reading[] {
  if (!Object.hasOwn(file, "podAntiAffinityPreset") || file["podAntiAffinityPreset"] !== "") return [];
  return [{ at: ["podAntiAffinityPreset"], option: ["spreading", "nodes"], value: "off" }];
}
