import { customize } from "../../../compiler/kubernetes/customize.ts";
import type { Manifest } from "../../../compiler/kubernetes/manifest.ts";
import type { Options } from "../options.ts";
import { certificates } from "./certificate.ts";
import { clientService } from "./client-service.ts";
import { config } from "./config.ts";
import { disruptionBudget } from "./disruption-budget.ts";
import { headlessService } from "./headless-service.ts";
import { networkPolicy } from "./network-policy.ts";
import { prometheusRule } from "./prometheus-rule.ts";
import { reconfigureJob, reconfigures } from "./reconfigure-job.ts";
import { scripts } from "./scripts.ts";
import { serverList } from "./server-list.ts";
import { serviceMonitor } from "./service-monitor.ts";
import { statefulSet } from "./stateful-set.ts";

/** All objects of an ensemble, in the order in which they are applied. */
export function manifests(options: Options): readonly Manifest[] {
  const budget = options.disruptionBudget;
  const files = { config: config(options), scripts: scripts(options) };
  const objects = [
    files.config,
    ...(files.scripts === undefined ? [] : [files.scripts]),
    ...(options.membership === "dynamic" ? [serverList(options)] : []),
    headlessService(options),
    clientService(options),
    ...(budget === "none" ? [] : [disruptionBudget(options, budget)]),
    ...(options.networkPolicy.enabled ? [networkPolicy(options)] : []),
    ...certificates(options),
    ...(options.metrics.serviceMonitor ? [serviceMonitor(options)] : []),
    ...(options.metrics.alerts ? [prometheusRule(options)] : []),
    statefulSet(options, files),
    ...(reconfigures(options) ? [reconfigureJob(options)] : []),
  ];
  return customize(objects, options, options.namespace);
}
