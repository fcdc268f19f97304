import { application } from "../../compiler/language/language.ts";
import type { Options } from "./options.ts";

/** Argo CD 3 with the default of every option that has one: it syncs into the cluster that it runs in. */
export const argocd = application<Options>("argocd", {
  namespace: "argocd",
  project: "default",
  targetRevision: "HEAD",
  folder: ".",
  cluster: "in-cluster",
  pollSeconds: 180,
  automated: true,
  prune: true,
  // a data store outlives a file that was deleted by mistake
  preserveResourcesOnDeletion: true,
  environments: {},
});
