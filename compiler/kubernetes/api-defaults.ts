import { isEqual } from "./compare.ts";
import type { Json } from "./json.ts";

/** What the API server writes into a field that is absent, by the end of its path. */
const defaults: readonly (readonly [path: RegExp, value: Json])[] = [
  [/^spec\.podManagementPolicy$/, "OrderedReady"],
  [/^spec\.replicas$/, 1],
  [/^spec\.minReadySeconds$/, 0],
  [/^spec\.revisionHistoryLimit$/, 10],
  [/^spec\.updateStrategy\.type$/, "RollingUpdate"],
  [/^spec\.updateStrategy\.rollingUpdate\.partition$/, 0],
  [/\.template\.spec\.dnsPolicy$/, "ClusterFirst"],
  [/\.template\.spec\.restartPolicy$/, "Always"],
  [/\.template\.spec\.schedulerName$/, "default-scheduler"],
  [/\.template\.spec\.terminationGracePeriodSeconds$/, 30],
  [/\.template\.spec\.enableServiceLinks$/, true],
  [/\.containers\.terminationMessagePath$/, "/dev/termination-log"],
  [/\.containers\.terminationMessagePolicy$/, "File"],
  [/\.ports\.protocol$/, "TCP"],
  [/Probe\.timeoutSeconds$/, 1],
  [/Probe\.periodSeconds$/, 10],
  [/Probe\.successThreshold$/, 1],
  [/Probe\.failureThreshold$/, 3],
  [/\.volumes\.(configMap|secret|projected)\.defaultMode$/, 420],
  [/^spec\.internalTrafficPolicy$/, "Cluster"],
  [/^spec\.sessionAffinity$/, "None"],
  [/^spec\.type$/, "ClusterIP"],
  [/\.fieldRef\.apiVersion$/, "v1"],
  [/^spec\.volumeClaimTemplates\.spec\.volumeMode$/, "Filesystem"],
];

/** True where the API server writes the value where a field is absent; the path leaves list items out: `spec.replicas`. */
export function isApiDefault(path: string, value: Json): boolean {
  return defaults.some(([pattern, written]) => pattern.test(path) && isEqual(value, written));
}
