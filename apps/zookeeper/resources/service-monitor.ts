import type { Manifest } from "../../../compiler/kubernetes/manifest.ts";
import type { Options } from "../options.ts";
import { monitoringMetadata, names, selector } from "./names.ts";

/** Tells the Prometheus Operator to read the metrics of every server, in the quorum or not. */
export function serviceMonitor(options: Options): Manifest {
  return {
    apiVersion: "monitoring.coreos.com/v1",
    kind: "ServiceMonitor",
    metadata: monitoringMetadata(names(options).statefulSet, options),
    spec: {
      selector: { matchLabels: selector(options) },
      // Only the headless Service has this port; its name is the metrics' label job.
      endpoints: [{ port: "metrics" }],
    },
  };
}
