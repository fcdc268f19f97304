import type { Delivery, Impact } from "../environment-change.ts";
import { displayName, namespaceOf } from "../kubernetes/identity.ts";
import type { Manifest } from "../kubernetes/manifest.ts";
import { at } from "./field.ts";
import { isKind, podsOf, podsText, replicasOf } from "./pods.ts";

/** What becomes of an object that is new. */
export function creation(object: Manifest): Impact {
  if (isKind(object, "apps", "StatefulSet"))
    return { verdict: "creates", message: `new, with ${listed(podsOf(object))}` };
  if (isKind(object, "apps", "Deployment"))
    return { verdict: "creates", message: `new, with ${podsText(replicasOf(object))}` };
  return { verdict: "creates", message: "new" };
}

/**
 * What becomes of a StatefulSet that is new where another one goes, as where its name or namespace was changed: these are
 * part of the names of its claims. `owner` is the environment that had it before, where that was another one.
 */
export function succession(object: Manifest, gone: Manifest, owner: string | undefined): Impact {
  const start =
    owner === undefined
      ? "and starts EMPTY: its volumes are new, no data is moved"
      : `and is that of ${owner} until now: in one cluster it starts with the claims and data of ${owner}, in another EMPTY; no data is moved`;
  return {
    verdict: "replaces",
    message: `${placed(object)} takes the place of ${placed(gone)} ${start}`,
    delivery: {
      flux: "with prune: true the old one is deleted, otherwise both run",
      argoCd: "with pruning the old one is deleted, otherwise both run",
    },
    remedy: {
      steps: [
        { text: "To keep the data, keep name and namespace as they were." },
        {
          text: "To move, make the new one an environment of its own, copy the data, and remove the old one once no client uses it.",
        },
      ],
    },
  };
}

function placed(object: Manifest): string {
  const namespace = namespaceOf(object);
  return namespace === undefined ? displayName(object) : `${displayName(object)} in namespace ${namespace}`;
}

/** What becomes of an object that is no longer there. */
export function deletion(object: Manifest): Impact {
  const keepers = keepingTools(object);
  if (keepers.length === 2) {
    return { verdict: "harmless", message: "it stays in the cluster: its annotations keep it from being pruned" };
  }
  const delivery: Delivery = {
    flux: keepers.includes("Flux")
      ? "keeps it: its annotation says so"
      : "with prune: true it is deleted, otherwise it stays",
    argoCd: keepers.includes("Argo CD")
      ? "keeps it: its annotation says so"
      : "with pruning it is deleted, otherwise it stays",
  };
  return { verdict: "deletes", message: deletionMessage(object), delivery };
}

function keepingTools(object: Manifest): readonly string[] {
  const annotation = (name: string) => String(at(object.metadata, "annotations", name) ?? "").toLowerCase();
  const options = annotation("argocd.argoproj.io/sync-options").split(/\s*,\s*/);
  return [
    ...(annotation("kustomize.toolkit.fluxcd.io/prune") === "disabled" ? ["Flux"] : []),
    ...(options.includes("prune=false") ? ["Argo CD"] : []),
  ];
}

function deletionMessage(object: Manifest): string {
  if (isKind(object, "apps", "StatefulSet")) {
    const isDeleted = at(object, "spec", "persistentVolumeClaimRetentionPolicy", "whenDeleted") === "Delete";
    const pods = podsOf(object);
    const [stop, their] = pods.length === 1 ? ["stops", "its"] : ["stop", "their"];
    return `it is deleted: ${listed(pods)} ${stop} at once; ${their} claims and data ${isDeleted ? "are deleted" : "stay"}`;
  }
  if (isKind(object, "apps", "Deployment") || isKind(object, "apps", "DaemonSet"))
    return "it is deleted with all its pods";
  if (isKind(object, "", "PersistentVolumeClaim")) return "it is deleted, and its data unless the volume is retained";
  if (isKind(object, "", "Namespace")) return "it is deleted with everything in it";
  if (isKind(object, "", "Service")) return "it is deleted: its DNS name and address are gone at once";
  if (object.kind === "CustomResourceDefinition") return "it is deleted with all objects of its kind";
  return "it is deleted";
}

function listed(pods: readonly string[]): string {
  if (pods.length === 0) return "no pods";
  return pods.length <= 2 ? pods.join(" and ") : `${pods[0]} … ${pods.at(-1)}`;
}
