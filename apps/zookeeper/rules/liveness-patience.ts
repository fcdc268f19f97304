import type { Rule } from "../../../compiler/application.ts";
import type { Options } from "../options.ts";

/** A server that pauses is not restarted sooner than its peers give it up. */
export const livenessPatience: Rule<Options> = {
  code: "zookeeper/liveness-patience",
  severity: "warning",
  why: "The peers bear a pause of syncLimit ticks; a restart in that time makes an outage of it.",
  source: "ZooKeeper Administrator's Guide, syncLimit",
  check({ probes: { liveness }, timing: { tickTime, syncLimit } }) {
    const patience = liveness.failureThreshold * liveness.periodSeconds;
    const borne = (tickTime * syncLimit) / 1000;
    if (patience >= borne) return [];
    return [
      {
        path: ["probes", "liveness", "failureThreshold"],
        involves: [
          ["probes", "liveness", "periodSeconds"],
          ["timing", "syncLimit"],
          ["timing", "tickTime"],
        ],
        message: `a server is restarted after ${patience} s without an answer, but its peers wait ${borne} s for it`,
        hint: `use at least ${Math.ceil(borne / liveness.periodSeconds)}`,
      },
    ];
  },
};
