import type { Rule } from "../../../compiler/application.ts";
import type { Options } from "../options.ts";
import { podLabels } from "../resources/names.ts";

/** No label of the pods takes the place of Overlayer's own. */
export const reservedLabels: Rule<Options> = {
  code: "zookeeper/reserved-labels",
  severity: "error",
  why: "Services, the budget and the StatefulSet find the pods by these labels.",
  source: "Kubernetes documentation, StatefulSets: Pod Selector",
  check(options) {
    const own = podLabels(options);
    return Object.keys(options.pods.labels)
      .filter((key) => Object.hasOwn(own, key))
      .map((key) => ({
        path: ["pods", "labels", key],
        message: `the label ${key} is Overlayer's own`,
        hint: key === "app" ? "set the option name" : "use another key",
      }));
  },
};
