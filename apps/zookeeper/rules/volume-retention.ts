import type { Rule } from "../../../compiler/application.ts";
import type { Options } from "../options.ts";

/** In production volumes outlive the StatefulSet and the servers. */
export const volumeRetention: Rule<Options> = {
  code: "zookeeper/volume-retention",
  severity: "error",
  why: "A StatefulSet that is deleted by mistake, or to change what cannot be changed, would take all data with it.",
  source: "Kubernetes documentation, StatefulSets: PersistentVolumeClaim retention",
  check: ({ production, storage: { retention } }) =>
    Object.entries(retention)
      .filter(([, what]) => production && what === "Delete")
      .map(([when]) => ({
        path: ["storage", "retention", when],
        involves: [["production"]],
        message: `storage.retention.${when} is Delete, in production`,
        hint: "use Retain, and delete the claims of servers that never come back by hand",
      })),
};
