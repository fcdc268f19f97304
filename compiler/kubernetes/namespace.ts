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
  return isMovable(object) ? { ...object, metadata: { ...object.metadata, namespace } } : undefined;
}

/** False for an object of which that is undefined. */
export function isMovable(object: Manifest): boolean {
  const kind = `${groupOf(object.apiVersion)}/${object.kind}`;
  return namespaceOf(object) !== undefined && (builtIn.has(kind) || custom.has(kind));
}

/** Built-in kinds that are of no namespace, but for those called `Cluster…`. */
const clusterScoped = new Set([
  "/Namespace",
  "/Node",
  "/PersistentVolume",
  "admissionregistration.k8s.io/MutatingAdmissionPolicy",
  "admissionregistration.k8s.io/MutatingAdmissionPolicyBinding",
  "admissionregistration.k8s.io/MutatingWebhookConfiguration",
  "admissionregistration.k8s.io/ValidatingAdmissionPolicy",
  "admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding",
  "admissionregistration.k8s.io/ValidatingWebhookConfiguration",
  "apiextensions.k8s.io/CustomResourceDefinition",
  "apiregistration.k8s.io/APIService",
  "certificates.k8s.io/CertificateSigningRequest",
  "flowcontrol.apiserver.k8s.io/FlowSchema",
  "flowcontrol.apiserver.k8s.io/PriorityLevelConfiguration",
  "networking.k8s.io/IPAddress",
  "networking.k8s.io/IngressClass",
  "networking.k8s.io/ServiceCIDR",
  "node.k8s.io/RuntimeClass",
  "resource.k8s.io/DeviceClass",
  "resource.k8s.io/ResourceSlice",
  "scheduling.k8s.io/PriorityClass",
  "storage.k8s.io/CSIDriver",
  "storage.k8s.io/CSINode",
  "storage.k8s.io/StorageClass",
  "storage.k8s.io/VolumeAttachment",
  "storage.k8s.io/VolumeAttributesClass",
]);

/** True for an object of no namespace; a custom resource is taken for one only where its kind is called `Cluster…`. */
export function isClusterScoped({ apiVersion, kind }: Manifest): boolean {
  return kind.startsWith("Cluster") || clusterScoped.has(`${groupOf(apiVersion)}/${kind}`);
}
