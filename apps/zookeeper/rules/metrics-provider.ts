import type { Rule } from "../../../compiler/application.ts";
import type { Options } from "../options.ts";

/** What reads metrics is there only with metrics. */
export const metricsProvider: Rule<Options> = {
  code: "zookeeper/metrics-provider",
  severity: "error",
  why: "Without metrics the monitor finds no port and the alerts about the quorum fire for ever.",
  source: "ZooKeeper Monitor Guide, Prometheus",
  check: ({ metrics }) =>
    (["serviceMonitor", "alerts"] as const)
      .filter((option) => metrics[option] && !metrics.prometheus)
      .map((option) => ({
        path: ["metrics", option],
        involves: [["metrics", "prometheus"]],
        message: `metrics.${option} is true, but metrics.prometheus is false`,
        hint: "set metrics.prometheus to true",
      })),
};
