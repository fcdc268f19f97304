import { valueAt, withoutField, withValue } from "../kubernetes/fields.ts";
import { groupOf } from "../kubernetes/identity.ts";
import { isList, isObject, type Json, type JsonObject } from "../kubernetes/json.ts";
import { type Loss, losses } from "../kubernetes/losses.ts";
import type { Manifest } from "../kubernetes/manifest.ts";
import { helmMetadata } from "./helm-metadata.ts";

/** API versions that are gone: of a kind, what it is called now, and since which Kubernetes version. */
const gone: readonly {
  readonly kinds: readonly string[];
  readonly from: RegExp;
  readonly to: string;
  readonly since: string;
}[] = [
  {
    kinds: ["StatefulSet", "Deployment", "DaemonSet", "ReplicaSet"],
    from: /^(apps\/v1beta[12]|extensions\/v1beta1)$/,
    to: "apps/v1",
    since: "1.16",
  },
  { kinds: ["NetworkPolicy"], from: /^extensions\/v1beta1$/, to: "networking.k8s.io/v1", since: "1.16" },
  {
    kinds: ["Role", "RoleBinding", "ClusterRole", "ClusterRoleBinding"],
    from: /^rbac\.authorization\.k8s\.io\/v1(alpha|beta)1$/,
    to: "rbac.authorization.k8s.io/v1",
    since: "1.22",
  },
  { kinds: ["PodDisruptionBudget"], from: /^policy\/v1beta1$/, to: "policy/v1", since: "1.25" },
  { kinds: ["CronJob"], from: /^batch\/v1beta1$/, to: "batch/v1", since: "1.25" },
];

/** An object in the API version that Kubernetes has now. */
export interface Current {
  readonly object: Manifest;
  /** Paths of the labels and annotations in which Helm spoke of itself, which are left out. */
  readonly ofHelm: readonly (readonly string[])[];
  /** Annotations that kustomize cannot carry, which are left out. */
  readonly lost: readonly Loss[];
  /** Its API version where that is gone, with the fields that the API server took then; undefined where it is not. */
  readonly upgrade?: {
    readonly from: string;
    readonly to: string;
    /** A Kubernetes version. */
    readonly since: string;
    readonly added: readonly string[];
  };
}

/** The object as the API server has it, without what only the API server and Helm write. */
export function current(written: Manifest): Current {
  const ofHelm = helmMetadata(written);
  const whole = withoutServerFields(asManifest(ofHelm.reduce<JsonObject>(withoutField, written), written));
  const lost = losses([whole]).filter(
    ({ path }) => path.at(-2) === "annotations" && valueAt(whole, path) !== undefined,
  );
  const object = asManifest(
    lost.reduce<JsonObject>((left, { path }) => withoutField(left, path), whole),
    whole,
  );
  const found = gone.find(({ kinds, from }) => kinds.includes(object.kind) && from.test(object.apiVersion));
  if (found === undefined) return { object, ofHelm, lost };
  const { to, since } = found;
  const filled = groupOf(to) === "apps" ? withOldDefaults(object) : { object, added: [] };
  const upgrade = { from: object.apiVersion, to, since, added: filled.added };
  return { object: { ...filled.object, apiVersion: to }, ofHelm, lost, upgrade };
}

/** What the API server took where the first versions of `apps` said nothing; the later ones ask for it. */
function withOldDefaults(object: Manifest): { readonly object: Manifest; readonly added: readonly string[] } {
  const labels = valueAt(object, ["spec", "template", "metadata", "labels"]);
  const isFirst = /v1beta1$/.test(object.apiVersion);
  const isSet = object.kind === "StatefulSet" && object.apiVersion === "apps/v1beta1";
  const missing: readonly (readonly [path: readonly string[], value: Json | undefined, isMissing: boolean])[] = [
    [["spec", "selector"], labels === undefined ? undefined : { matchLabels: labels }, isFirst],
    [["spec", "updateStrategy"], { type: "OnDelete" }, isSet],
  ];
  const added = missing.filter(
    ([path, value, isMissing]) => isMissing && value !== undefined && valueAt(object, path) === undefined,
  );
  const filled = added.reduce<JsonObject>((whole, [path, value]) => withValue(whole, path, value ?? null), object);
  return { object: asManifest(filled, object), added: added.map(([path]) => path.join(".")) };
}

const serverFields: readonly (readonly string[])[] = [
  ["status"],
  ...["uid", "resourceVersion", "generation", "creationTimestamp", "managedFields", "selfLink"].map((name) => [
    "metadata",
    name,
  ]),
  ["metadata", "annotations", "kubectl.kubernetes.io/last-applied-configuration"],
  ["spec", "template", "metadata", "creationTimestamp"],
  ["spec", "template", "metadata", "annotations", "kubectl.kubernetes.io/restartedAt"],
];

/** Of a Service that runs: its addresses, which the API server chose. */
const addresses = ["clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy"];

function withoutServerFields(object: Manifest): Manifest {
  const runs = valueAt(object, ["metadata", "uid"]) !== undefined;
  const chosen = runs && object.kind === "Service" ? addresses.map((name) => ["spec", name]) : [];
  const isHeadless = valueAt(object, ["spec", "clusterIP"]) === "None";
  const fields = [...serverFields, ...chosen.filter(([, name]) => !(isHeadless && name === "clusterIP"))];
  const left = fields.reduce<JsonObject>(withoutField, object);
  const claims = valueAt(left, ["spec", "volumeClaimTemplates"]);
  const bare = isList(claims) ? withValue(left, ["spec", "volumeClaimTemplates"], claims.map(bareClaim)) : left;
  return asManifest(bare, object);
}

function bareClaim(claim: Json): Json {
  if (!isObject(claim)) return claim;
  // kind and version are what the API server fills in: no file needs them
  return [["status"], ["metadata", "creationTimestamp"], ["apiVersion"], ["kind"]].reduce<JsonObject>(
    withoutField,
    claim,
  );
}

/** What tells an object apart is never among the fields that change here. */
function asManifest(fields: JsonObject, { apiVersion, kind, metadata }: Manifest): Manifest {
  const changed = valueAt(fields, ["metadata"]);
  return { ...fields, apiVersion, kind, metadata: { ...(isObject(changed) ? changed : {}), name: metadata.name } };
}
