import type { Rule } from "../../compiler/application.ts";
import { isOrdered } from "./objects.ts";
import type { Options } from "./options.ts";

/** Environments are ordered only where Argo CD syncs by itself. */
const orderedSyncs: Rule<Options> = {
  code: "argocd/ordered-syncs",
  severity: "error",
  why: "The ApplicationSet would start the syncs that are to be started by hand.",
  source: "Argo CD, ApplicationSet, Progressive Syncs: RollingSync",
  check(options) {
    if (options.automated || !isOrdered(options)) return [];
    const message = "automated is false, and an environment has dependsOn";
    return [{ path: ["automated"], message, hint: "leave one of the two out" }];
  },
};

/** All rules about options of Argo CD. */
export const rules: readonly Rule<Options>[] = [orderedSyncs];
