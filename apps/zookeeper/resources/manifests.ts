import type { Manifest } from "../../../compiler/kubernetes/manifest.ts";
import type { Options } from "../options.ts";
import { clientService } from "./client-service.ts";
import { config } from "./config.ts";
import { disruptionBudget } from "./disruption-budget.ts";
import { headlessService } from "./headless-service.ts";
import { scripts } from "./scripts.ts";
import { statefulSet } from "./stateful-set.ts";

/** All objects of an ensemble, in the order in which they are applied. */
export function manifests(options: Options): readonly Manifest[] {
  const budget = options.disruptionBudget;
  const files = { config: config(options), scripts: scripts(options) };
  return [
    files.config,
    files.scripts,
    headlessService(options),
    clientService(options),
    ...(budget === "none" ? [] : [disruptionBudget(options, budget)]),
    statefulSet(options, files),
  ];
}
