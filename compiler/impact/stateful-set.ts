import type { FieldChange } from "../change.ts";
import type { Impact, Remedy } from "../environment-change.ts";
import { displayName } from "../kubernetes/identity.ts";
import { isList } from "../kubernetes/json.ts";
import type { Manifest } from "../kubernetes/manifest.ts";
import { parseQuantity } from "../kubernetes/quantity.ts";
import { at, fieldNames, isAtLeast, isIn, type Judge, newOf, oldOf } from "./field.ts";
import { inNamespaceOf, ordinalsOf, podsOf, replicasOf, strategyOf, word } from "./pods.ts";
import { refused } from "./refused.ts";

/** A StatefulSet: what ValidateStatefulSetUpdate in pkg/apis/apps/validation/validation.go lets through. */
export const judgeStatefulSet: Judge = (field, subject) => {
  const { before, after, version } = subject;
  const [, name] = field.path;
  if (isIn(field.path, "spec", "template")) return templateImpact(after);
  if (name === "replicas" || name === "ordinals") return scaleImpact(before, after);
  if (typeof name === "string" && mutableFields(version).includes(name)) {
    return { verdict: name === "revisionHistoryLimit" ? "harmless" : "live", message: settingMessages[name] ?? "" };
  }
  const words = mutableFields(version).map((one) => `'${one}'`);
  const list = `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
  const answer = `spec: Forbidden: updates to statefulset spec for fields other than ${list} are forbidden`;
  return refused(after, fieldNames(field.path), answer, remedy(field, before, after));
};

/** The fields below spec that may change. */
function mutableFields(version: string): readonly string[] {
  return [
    "replicas",
    ...(isAtLeast(version, "1.26") ? ["ordinals"] : []),
    "template",
    "updateStrategy",
    ...(isAtLeast(version, "1.33") ? ["revisionHistoryLimit"] : []),
    "persistentVolumeClaimRetentionPolicy",
    "minReadySeconds",
  ];
}

const settingMessages: Readonly<Record<string, string>> = {
  updateStrategy: "the next roll-out follows it; no pod restarts",
  revisionHistoryLimit: "how many old revisions are kept; no pod restarts",
  persistentVolumeClaimRetentionPolicy: "what becomes of the claims when pods go for good; no pod restarts",
  minReadySeconds: "the next roll-out follows it; no pod restarts",
};

/** A changed pod template of a StatefulSet. */
export function templateImpact(statefulSet: Manifest): Impact {
  const strategy = strategyOf(statefulSet);
  const name = displayName(statefulSet);
  if (strategy.kind === "on-delete") {
    return {
      verdict: "pending",
      message: `no pod of ${name} restarts by itself: its updateStrategy is OnDelete`,
      remedy: { steps: [{ text: "Delete the pods one by one, each once the one before is ready." }] },
    };
  }
  const pods = ordinalsOf(statefulSet)
    .filter((ordinal) => ordinal >= strategy.partition)
    .map((ordinal) => `${statefulSet.metadata.name}-${ordinal}`)
    .toReversed();
  if (pods.length === 0) {
    return {
      verdict: "pending",
      message: `no pod of ${name} restarts: all are below the partition of its updateStrategy`,
    };
  }
  const which = pods.length === 1 ? pods[0] : `${pods[0]} … ${pods.at(-1)}`;
  const rest = strategy.partition > 0 ? `; those below ordinal ${strategy.partition} stay as they are` : "";
  const order = pods.length === 1 ? `${which} restarts` : `${which} restart one at a time, the highest ordinal first`;
  return { verdict: "restarts", message: `${order}${rest}` };
}

function scaleImpact(before: Manifest, after: Manifest): Impact {
  const [old, now] = [podsOf(before), podsOf(after)];
  const added = now.filter((pod) => !old.includes(pod));
  const removed = old.filter((pod) => !now.includes(pod)).toReversed();
  const isParallel = at(after, "spec", "podManagementPolicy") === "Parallel";
  const pace = isParallel ? "" : ", one after the other";
  const parts = [
    ...(added.length > 0 ? [`${added.join(", ")} start${added.length === 1 ? "s" : ""}${pace}`] : []),
    ...(removed.length > 0
      ? [`${removed.join(", ")} stop${removed.length === 1 ? "s" : ""}${pace}; ${claims(after, removed.length)}`]
      : []),
  ];
  return { verdict: "scales", message: parts.join("; ") || "the number of pods stays" };
}

/** What becomes of the claims of pods that go. Those that stay are in no total any more, but still on a bill. */
function claims(statefulSet: Manifest, pods: number): string {
  const isDeleted = at(statefulSet, "spec", "persistentVolumeClaimRetentionPolicy", "whenScaled") === "Delete";
  const templates = at(statefulSet, "spec", "volumeClaimTemplates");
  const sizes = (isList(templates) ? templates : []).map((one) => at(one, "spec", "resources", "requests", "storage"));
  const their = pods === 1 ? "its" : "their";
  if (isDeleted) return `${their} claims and data are deleted`;
  return `${their} claims stay${sizes.length === 0 ? "" : `, ${sizes.join(" and ")} a pod, until you delete them`}`;
}

function remedy(field: FieldChange, before: Manifest, after: Manifest): Remedy {
  const [, name, template] = field.path;
  if (name === "volumeClaimTemplates" && fieldNames(field.path).endsWith("resources.requests.storage")) {
    const claim = typeof template === "object" ? (template.key ?? "") : "";
    return sizeRemedy(claim, String(oldOf(field)), String(newOf(field)), before, after);
  }
  const selected =
    name === "selector" ? [{ text: "Delete the pods that the new selector does not find, one by one." }] : [];
  return { steps: [...orphaning(after), ...selected] };
}

function sizeRemedy(claim: string, old: string, now: string, before: Manifest, after: Manifest): Remedy {
  if ((parseQuantity(now) ?? 0n) < (parseQuantity(old) ?? 0n)) {
    return {
      steps: [
        { text: `Keep ${old}: a volume cannot shrink. For smaller ones, make a new ensemble and move the data.` },
      ],
    };
  }
  const patch = JSON.stringify({ spec: { resources: { requests: { storage: now } } } });
  const commands = podsOf(before).map(
    (pod) => `kubectl ${inNamespaceOf(before)}patch pvc ${word(`${claim}-${pod}`)} --type=merge -p ${word(patch)}`,
  );
  const text = "Expand the claims that there are first; their StorageClass must say allowVolumeExpansion: true.";
  return { steps: [{ text, commands }, ...orphaning(after)] };
}

/** The API server lets a StatefulSet be created anew; its pods run on meanwhile. */
function orphaning(statefulSet: Manifest): Remedy["steps"] {
  const { name } = statefulSet.metadata;
  const pods = replicasOf(statefulSet) === 1 ? "its pod" : "its pods";
  return [
    {
      text: `Merge, then delete the StatefulSet without ${pods}, which run${pods === "its pod" ? "s" : ""} on.`,
      commands: [`kubectl ${inNamespaceOf(statefulSet)}delete statefulset ${word(name)} --cascade=orphan`],
    },
    { text: `Sync: the StatefulSet is created as it is here and adopts ${pods}.` },
  ];
}
