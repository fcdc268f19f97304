import { parseQuantity } from "../kubernetes/quantity.ts";
import { fieldNames, isIn, type Judge, newOf, oldOf } from "./field.ts";
import { refused } from "./refused.ts";

/** A PersistentVolumeClaim: ValidatePersistentVolumeClaimUpdate in pkg/apis/core/validation/validation.go. */
export const judgeClaim: Judge = (field, { after }) => {
  const names = fieldNames(field.path);
  if (names === "spec.resources.requests.storage") {
    const [old, now] = [oldOf(field), newOf(field)].map((value) => parseQuantity(String(value)) ?? 0n);
    if ((now ?? 0n) >= (old ?? 0n)) {
      return { verdict: "live", message: "the volume grows, if its StorageClass says allowVolumeExpansion: true" };
    }
    const answer = "spec.resources.requests.storage: Forbidden: field can not be less than status.capacity";
    return refused(after, names, answer, { steps: [{ text: "Keep the size: a volume cannot shrink." }] });
  }
  if (names === "spec.volumeAttributesClassName") return { verdict: "live", message: "the volume gets that class" };
  if (!isIn(field.path, "spec")) return { verdict: "harmless", message: "nothing that runs notices" };
  const answer =
    "spec: Forbidden: spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims";
  return refused(after, names, answer, { steps: [{ text: "Make a claim of another name and move the data." }] });
};

const fixed = new Map([
  ["parameters", "updates to parameters are forbidden."],
  ["provisioner", "updates to provisioner are forbidden."],
  ["reclaimPolicy", "updates to reclaimPolicy are forbidden."],
  ["volumeBindingMode", "field is immutable"],
]);

/** A StorageClass: ValidateStorageClassUpdate in pkg/apis/storage/validation/validation.go. */
export const judgeStorageClass: Judge = (field, { after }) => {
  const name = String(field.path[0]);
  const words = fixed.get(name);
  if (words === undefined) return { verdict: "live", message: "volumes that are made from now on have it" };
  const kind = name === "volumeBindingMode" ? `Invalid value: ${JSON.stringify(newOf(field) ?? null)}` : "Forbidden";
  return refused(after, name, `${name}: ${kind}: ${words}`, {
    steps: [{ text: "Make a StorageClass of another name." }],
  });
};
