import type { Delivery, Impact, Remedy } from "../environment-change.ts";
import { displayName } from "../kubernetes/identity.ts";
import type { Manifest } from "../kubernetes/manifest.ts";
import { at } from "./field.ts";

/** Kinds whose pods go with them when a delivery tool deletes and creates them. */
const withPods = new Set(["StatefulSet", "Deployment", "DaemonSet", "Job"]);

/**
 * The API server refuses a change of a field, with `answer` as its words; nothing else of the object changes either.
 * Where the object's own annotations let the delivery tool replace it, that is what happens instead.
 */
export function refused(object: Manifest, field: string, answer: string, remedy?: Remedy): Impact {
  const name = displayName(object);
  const replacing = replacingTools(object);
  const pods = withPods.has(object.kind) ? " and all its pods at once" : "";
  if (replacing.length > 0) {
    const message = `${replacing.join(" and ")} deletes ${name}${pods} and creates it again, since its annotations say so and ${field} cannot change`;
    return {
      verdict: "replaces",
      message,
      answer,
      delivery: delivery(pods),
      ...(remedy === undefined ? {} : { remedy }),
    };
  }
  const message = `the API server refuses ${name}: ${field} cannot change`;
  return { verdict: "refused", message, answer, delivery: delivery(pods), ...(remedy === undefined ? {} : { remedy }) };
}

function delivery(pods: string): Delivery {
  return {
    flux: `the Kustomization fails and tries again; with force: true it deletes the object${pods} and creates it again`,
    argoCd: `the sync fails, with Replace=true too; with Force=true,Replace=true it deletes the object${pods} and creates it again`,
  };
}

function replacingTools(object: Manifest): readonly string[] {
  const annotation = (name: string) => String(at(object.metadata, "annotations", name) ?? "").toLowerCase();
  const options = annotation("argocd.argoproj.io/sync-options").split(/\s*,\s*/);
  const argoCd = ["force=true", "replace=true"].every((option) => options.includes(option));
  return [
    ...(annotation("kustomize.toolkit.fluxcd.io/force") === "enabled" ? ["Flux"] : []),
    ...(argoCd ? ["Argo CD"] : []),
  ];
}
