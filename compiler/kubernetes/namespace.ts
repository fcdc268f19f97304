import { groupOf, namespaceOf } from "./identity.ts";
import type { Manifest } from "./manifest.ts";

/**
 * Built-in kinds of which kustomize's `namespace` changes metadata.namespace and nothing else. Not here: what is
 * cluster-wide, and what holds a second namespace (role bindings, webhooks).
 */
const builtIn = new Set([
  "/ConfigMap",
  "/LimitRange",
  "/PersistentVolumeClaim",
  "/Pod",
  "/ResourceQuota",
  "/Secret",
  "/Service",
  "/ServiceAccount",
  "apps/DaemonSet",
  "apps/Deployment",
  "apps/ReplicaSet",
  "apps/StatefulSet",
  "autoscaling/HorizontalPodAutoscaler",
  "batch/CronJob",
  "batch/Job",
  "networking.k8s.io/Ingress",
  "networking.k8s.io/NetworkPolicy",
  "policy/PodDisruptionBudget",
  "rbac.authorization.k8s.io/Role",
]);

/** Custom resources of operators that people ship with an application. */
const custom = new Set([
  "cert-manager.io/Certificate",
  "monitoring.coreos.com/PodMonitor",
  "monitoring.coreos.com/PrometheusRule",
  "monitoring.coreos.com/ServiceMonitor",
]);

/**
 * The object after kustomize's `namespace`; undefined where it would do anything but replace a namespace that is
 * there, or where that is not known.
 */
export function inNamespace(object: Manifest, namespace: string): Manifest | undefined {
  const kind = `${groupOf(object.apiVersion)}/${object.kind}`;
  if (namespaceOf(object) === undefined || !(builtIn.has(kind) || custom.has(kind))) return undefined;
  return { ...object, metadata: { ...object.metadata, namespace } };
}
