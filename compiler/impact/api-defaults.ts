import type { FieldChange } from "../change.ts";
import { isEqual } from "../kubernetes/compare.ts";
import type { Json } from "../kubernetes/json.ts";
import { fieldNames, newOf, oldOf } from "./field.ts";

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
  [/^spec\.volumeClaimTemplates\.spec\.volumeMode$/, "Filesystem"],
];

/** True where a field that was absent now says what the API server writes there anyway, or the reverse. */
export function isDefault(field: FieldChange): boolean {
  if (field.change !== "added" && field.change !== "removed") return false;
  const names = fieldNames(field.path);
  const value = newOf(field) ?? oldOf(field);
  return defaults.some(([path, written]) => path.test(names) && isEqual(value, written));
}
