import type { FieldChange, ObjectChange } from "../change.ts";
import type { Impact, ReviewedField, ReviewedObject } from "../environment-change.ts";
import { groupOf, identity } from "../kubernetes/identity.ts";
import type { Manifest } from "../kubernetes/manifest.ts";
import { isDefault } from "./api-defaults.ts";
import { judgeConfig } from "./config.ts";
import { at, isIn, type Judge, type Subject } from "./field.ts";
import { creation, deletion, succession } from "./lifecycle.ts";
import { isKind } from "./pods.ts";
import { refused } from "./refused.ts";
import { judgeService } from "./service.ts";
import { judgeStatefulSet } from "./stateful-set.ts";
import { judgeClaim, judgeStorageClass } from "./storage.ts";
import { judgeJob, judgePod, judgeWorkload } from "./workloads.ts";

const judgeBinding: Judge = (field, { after }) =>
  isIn(field.path, "roleRef")
    ? refused(after, "roleRef", "roleRef: Invalid value: …: cannot change roleRef", {
        steps: [{ text: "Delete it and sync, or give it another name." }],
      })
    : live;

const judges: ReadonlyMap<string, Judge> = new Map([
  ["apps/StatefulSet", judgeStatefulSet],
  ["apps/Deployment", judgeWorkload],
  ["apps/DaemonSet", judgeWorkload],
  ["batch/Job", judgeJob],
  ["/Pod", judgePod],
  ["/Service", judgeService],
  ["/ConfigMap", judgeConfig],
  ["/Secret", judgeConfig],
  ["/PersistentVolumeClaim", judgeClaim],
  ["storage.k8s.io/StorageClass", judgeStorageClass],
  ["rbac.authorization.k8s.io/RoleBinding", judgeBinding],
  ["rbac.authorization.k8s.io/ClusterRoleBinding", judgeBinding],
]);

const live: Impact = { verdict: "live", message: "in effect at once; no pod restarts" };

/**
 * What the cluster does with each change between two states of an environment, for a Kubernetes version such as `1.34`.
 * Kinds that are not known here are taken to accept a change at once, as custom resources do. `ownerOf` names the environment
 * that has had an object which is new in this one.
 */
export function judge(
  changes: readonly ObjectChange[],
  before: readonly Manifest[],
  after: readonly Manifest[],
  version: string,
  ownerOf: (object: Manifest) => string | undefined = () => undefined,
): readonly ReviewedObject[] {
  const old = new Map(before.map((object) => [identity(object), object]));
  const now = new Map(after.map((object) => [identity(object), object]));
  const predecessors = predecessorsOf(changes);
  return changes.map((change): ReviewedObject => {
    if (change.change !== "changed") {
      const gone = predecessors.get(change.object);
      const isNew = change.change === "created";
      if (isNew && gone !== undefined)
        return { ...change, impact: succession(change.object, gone, ownerOf(change.object)) };
      const whole = old.get(identity(change.object)) ?? change.object;
      return { ...change, impact: isNew ? creation(change.object) : deletion(whole) };
    }
    const { object, renamedFrom = object.metadata.name } = change;
    const earlier = { ...object, metadata: { ...object.metadata, name: renamedFrom } };
    const subject = {
      before: old.get(identity(earlier)) ?? object,
      after: now.get(identity(object)) ?? object,
      all: after,
      version,
    };
    const fields = change.fields.map((field) => ({ ...field, impact: fieldImpact(field, subject) }));
    return {
      ...change,
      fields: fields.some(({ impact }) => impact.verdict === "refused") ? fields.map(postponed) : fields,
    };
  });
}

/** Of new StatefulSets, those with volumes that go at the same time, one each. */
function predecessorsOf(changes: readonly ObjectChange[]): ReadonlyMap<Manifest, Manifest> {
  const having = (what: ObjectChange["change"]) =>
    changes.flatMap(({ change, object }) => (change === what && isKind(object, "apps", "StatefulSet") ? [object] : []));
  const gone = having("deleted").filter((object) => at(object, "spec", "volumeClaimTemplates") !== undefined);
  return new Map(having("created").flatMap((object, index) => (gone[index] ? [[object, gone[index]]] : [])));
}

/** Nothing of a refused object changes, so that its pods follow only later. */
function postponed(field: ReviewedField): ReviewedField {
  const { impact } = field;
  if (impact.verdict !== "restarts" && impact.verdict !== "scales") return field;
  return { ...field, impact: { ...impact, message: `after the remedy: ${impact.message}` } };
}

function fieldImpact(field: FieldChange, subject: Subject): Impact {
  const { after } = subject;
  if (field.path[0] === "metadata")
    return { verdict: "harmless", message: "metadata of the object itself; no pod restarts" };
  if (field.path[0] === "status") return { verdict: "ignored", message: "the cluster itself writes the status" };
  if (isDefault(field)) return { verdict: "harmless", message: "the API server takes this value where there is none" };
  if (field.path[0] === "apiVersion") return { verdict: "harmless", message: "the same object, in another version" };
  return judges.get(`${groupOf(after.apiVersion)}/${after.kind}`)?.(field, subject) ?? live;
}
