import type { Impact } from "../environment-change.ts";
import { displayName } from "../kubernetes/identity.ts";
import type { Manifest } from "../kubernetes/manifest.ts";
import { at, fieldNames, isIn, type Judge } from "./field.ts";
import { podsText, replicasOf, strategyOf } from "./pods.ts";
import { refused } from "./refused.ts";

const recreate = { steps: [{ text: "Delete it and sync, or give it another name." }] };
const immutable = "Invalid value: …: field is immutable";

/** A Deployment or DaemonSet. */
export const judgeWorkload: Judge = (field, { before, after }) => {
  if (isIn(field.path, "spec", "selector"))
    return refused(after, "spec.selector", `spec.selector: ${immutable}`, recreate);
  if (isIn(field.path, "spec", "template")) return judgedTemplate(after);
  if (isIn(field.path, "spec", "replicas")) {
    return { verdict: "scales", message: `${replicasOf(before)} → ${podsText(replicasOf(after))}` };
  }
  return { verdict: "live", message: "in effect at once; no pod restarts" };
};

/** A changed pod template of a workload whose pods have no order. */
export function judgedTemplate(workload: Manifest): Impact {
  const name = displayName(workload);
  if (workload.kind === "DaemonSet" && strategyOf(workload).kind === "on-delete") {
    return { verdict: "pending", message: `no pod of ${name} restarts by itself: its updateStrategy is OnDelete` };
  }
  const isRecreated = at(workload, "spec", "strategy", "type") === "Recreate";
  return {
    verdict: "restarts",
    message: `all pods of ${name} are replaced, ${isRecreated ? "all at once" : "step by step"}`,
  };
}

/** A Job: what it runs is fixed once it exists. */
export const judgeJob: Judge = (field, { after }) => {
  const fixed = ["template", "selector", "completionMode"].find((name) => isIn(field.path, "spec", name));
  if (fixed !== undefined) return refused(after, `spec.${fixed}`, `spec.${fixed}: ${immutable}`, recreate);
  return { verdict: "live", message: "in effect at once" };
};

/** A Pod without a controller: almost nothing of it may change. */
export const judgePod: Judge = (field, { after }) => {
  const names = fieldNames(field.path);
  if (/^spec\.(initC|c)ontainers\.image$/.test(names))
    return { verdict: "restarts", message: "the container restarts in its pod" };
  if (/^spec\.(activeDeadlineSeconds|tolerations)/.test(names))
    return { verdict: "live", message: "in effect at once" };
  const answer =
    "spec: Forbidden: pod updates may not change fields other than `spec.containers[*].image`, `spec.initContainers[*].image`, `spec.activeDeadlineSeconds`, `spec.tolerations` (only additions to existing tolerations), `spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)";
  return refused(after, names, answer, recreate);
};
