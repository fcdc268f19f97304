import type { JsonObject } from "../../../compiler/kubernetes/json.ts";
import type { Manifest } from "../../../compiler/kubernetes/manifest.ts";
import {
  chartObjects,
  claim,
  fieldsAsTheyAre,
  fullName,
  given,
  numberAt,
  type Release,
  textAt,
  textsAt,
} from "./chart-objects.ts";
import { serviceValue } from "./chart-service.ts";
import { valueAt } from "./values.ts";

/** What the incubator's chart takes for keys that a file leaves out. */
export const incubatorDefaults: JsonObject = {
  ...{ replicaCount: 3, podManagementPolicy: "Parallel", terminationGracePeriodSeconds: 1800 },
  persistence: { size: "5Gi" },
};

/** The objects of a release of the incubator's chart; `file` has the chart's defaults. */
export function incubatorObjects(file: JsonObject, release: Release): readonly Manifest[] {
  const name = textAt(file, fullName(release.name, "zookeeper"), "fullnameOverride");
  const selector = { app: "zookeeper", release: release.name, component: "server" };
  const client = numberAt(file, 2181, "ports", "client", "containerPort");
  const ports = [
    ["client", client],
    ["election", numberAt(file, 3888, "ports", "election", "containerPort")],
    ["server", numberAt(file, 2888, "ports", "server", "containerPort")],
  ] as const;
  const data = textAt(file, "/data", "env", "ZK_DATA_DIR");
  const dataLog = textAt(file, "/data/log", "env", "ZK_DATA_LOG_DIR");
  return chartObjects(release.namespace, {
    names: { set: name, headless: `${name}-headless`.slice(0, 63), client: name },
    selector,
    spec: {
      replicas: numberAt(file, 3, "replicaCount"),
      podManagementPolicy: textAt(file, "Parallel", "podManagementPolicy"),
      updateStrategy: { type: textAt(file, "RollingUpdate", "updateStrategy", "type") },
    },
    labels: textsAt(file, "podLabels"),
    annotations: textsAt(file, "podAnnotations"),
    pod: {
      ...fieldsAsTheyAre(file, ["nodeSelector", "tolerations", "priorityClassName", "terminationGracePeriodSeconds"]),
      securityContext: { fsGroup: 1000, runAsUser: 1000 },
    },
    container: {
      name: "zookeeper",
      image: `${textAt(file, "zookeeper", "image", "repository")}:${textAt(file, "3.5.5", "image", "tag")}`,
      imagePullPolicy: textAt(file, "IfNotPresent", "image", "pullPolicy"),
      command: ["/bin/bash", "-xec", "/config-scripts/run"],
      env: [
        { name: "ZK_DATA_DIR", value: data },
        { name: "ZK_DATA_LOG_DIR", value: dataLog },
      ],
      ...given({ resources: valueAt(file, "resources") }),
      volumeMounts: [{ name: "data", mountPath: "/data" }],
    },
    ports,
    claims:
      valueAt(file, "persistence", "enabled") === false
        ? []
        : [claim("data", valueAt(file, "persistence", "size"), "5Gi", valueAt(file, "persistence", "storageClass"))],
    headlessPorts: ports,
    headlessAnnotations: serviceValue(file, "annotations", "headless", "annotations"),
    clientPorts: [["client", numberAt(file, client, "service", "ports", "client", "port")]],
    clientAnnotations: serviceValue(file, "annotations", "service", "annotations"),
    clientSpec: given({ type: serviceValue(file, "type", "service", "type") }),
    budget: { name, spec: { maxUnavailable: valueAt(file, "podDisruptionBudget", "maxUnavailable") ?? 1 } },
  });
}
