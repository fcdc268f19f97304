import { application } from "../../compiler/language/language.ts";
import type { Options } from "./options.ts";

/** Flux 2 with the default of every option that has one: overlays come from the repository that it was bootstrapped with. */
export const flux = application<Options>("flux", {
  namespace: "flux-system",
  source: { kind: "GitRepository", name: "flux-system", interval: "1m" },
  folder: ".",
  interval: "10m",
  retryInterval: "2m",
  timeout: "15m",
  wait: true,
  prune: true,
  force: false,
  // a data store outlives a file that was deleted by mistake
  deletionPolicy: "Orphan",
  environments: {},
});
