import type { Options } from "../options.ts";
import { madeOf } from "./made-of.ts";
import { selector } from "./names.ts";
import { present } from "./present.ts";

/** The pod's fields that keep servers apart: what runs on one node or in one zone fails together. */
export const spreading = madeOf(["name", "selector", "spreading"], (options) =>
  present({ affinity: apartOnNodes(options), topologySpreadConstraints: evenOverZones(options) }),
);

type SpreadingOptions = Pick<Options, "name" | "selector" | "spreading">;

function apartOnNodes(options: SpreadingOptions) {
  const term = { labelSelector: { matchLabels: selector(options) }, topologyKey: "kubernetes.io/hostname" };
  switch (options.spreading.nodes) {
    case "hard":
      return { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } };
    case "soft":
      return {
        podAntiAffinity: {
          preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm: term }],
        },
      };
    case "off":
      return undefined;
  }
}

function evenOverZones(options: SpreadingOptions) {
  const { zones } = options.spreading;
  if (zones === "off") return [];
  return [
    {
      maxSkew: 1,
      topologyKey: "topology.kubernetes.io/zone",
      whenUnsatisfiable: zones === "hard" ? "DoNotSchedule" : "ScheduleAnyway",
      labelSelector: { matchLabels: selector(options) },
    },
  ];
}
