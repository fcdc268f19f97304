import type { Rule } from "../../../compiler/application.ts";
import type { Options } from "../options.ts";

/** A probe ends before the next one begins. */
export const probeTimeouts: Rule<Options> = {
  code: "zookeeper/probe-timeouts",
  severity: "warning",
  why: "The kubelet does not begin a probe before the last one ended, so that a slow server is found later than it seems.",
  source: "Kubernetes documentation, Configure Liveness, Readiness and Startup Probes",
  check: ({ probes }) =>
    Object.entries(probes)
      .filter(([, { timeoutSeconds, periodSeconds }]) => timeoutSeconds > periodSeconds)
      .map(([name, { timeoutSeconds, periodSeconds }]) => ({
        path: ["probes", name, "timeoutSeconds"],
        involves: [["probes", name, "periodSeconds"]],
        message: `the ${name} probe ends after ${timeoutSeconds} s, but one begins every ${periodSeconds} s`,
        hint: `use at most ${periodSeconds}`,
      })),
};
