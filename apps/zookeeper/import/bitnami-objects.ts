import type { JsonObject } from "../../../compiler/kubernetes/json.ts";
import type { Manifest } from "../../../compiler/kubernetes/manifest.ts";
import { presets } from "./bitnami-readers.ts";
import {
  antiAffinityOf,
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
import { clientServiceSpec, serviceValue } from "./chart-service.ts";
import { valueAt } from "./values.ts";

/** What Bitnami's chart takes for keys that a file leaves out, where all of its versions do. */
export const bitnamiDefaults: JsonObject = {
  ...{ replicaCount: 1, podManagementPolicy: "Parallel", podAntiAffinityPreset: "soft", logLevel: "ERROR" },
  persistence: { size: "8Gi" },
};

/** The objects of a release of Bitnami's chart; `file` has the chart's defaults. */
export function bitnamiObjects(file: JsonObject, release: Release): readonly Manifest[] {
  const chart = chartName(file);
  const name = bitnamiName(file, release);
  const selector = {
    "app.kubernetes.io/name": chart,
    "app.kubernetes.io/instance": release.name,
    "app.kubernetes.io/component": "zookeeper",
  };
  const replicas = numberAt(file, 1, "replicaCount");
  const dataLog = textAt(file, "", "dataLogDir");
  const strategy = valueAt(file, "updateStrategy") ?? "RollingUpdate";
  const client = numberAt(file, 2181, "service", "port");
  const ports = [
    ["follower", numberAt(file, numberAt(file, 2888, "service", "followerPort"), "containerPorts", "follower")],
    ["election", numberAt(file, numberAt(file, 3888, "service", "electionPort"), "containerPorts", "election")],
  ] as const;
  const clientPort = numberAt(file, client, "service", "ports", "client");
  const nodePort = serviceValue(file, "nodePort", "service", "nodePorts", "client");
  const quorumPorts = ports.map(([port, number]) => [`tcp-${port}`, number] as const);
  return chartObjects(textAt(file, release.namespace, "namespaceOverride"), {
    names: {
      set: name,
      headless: textAt(file, `${name}-headless`.slice(0, 63), "service", "headless", "servicenameOverride"),
      client: name,
    },
    selector,
    spec: {
      replicas,
      podManagementPolicy: textAt(file, "Parallel", "podManagementPolicy"),
      updateStrategy: typeof strategy === "string" ? { type: strategy } : strategy,
    },
    labels: textsAt(file, "podLabels"),
    annotations: textsAt(file, "podAnnotations"),
    pod: {
      ...fieldsAsTheyAre(file, ["nodeSelector", "tolerations", "priorityClassName", "terminationGracePeriodSeconds"]),
      ...(valueAt(file, "affinity") === undefined
        ? antiAffinityOf(valueAt(file, "podAntiAffinityPreset"), selector)
        : {}),
      securityContext: { fsGroup: 1001 },
    },
    container: {
      name: "zookeeper",
      image: image(file),
      imagePullPolicy: textAt(file, "IfNotPresent", "image", "pullPolicy"),
      ...given({ resources: valueAt(file, "resources") ?? presets.get(valueAt(file, "resourcesPreset") ?? "none") }),
      securityContext: { runAsUser: 1001, runAsNonRoot: true },
      ...(dataLog === "" ? {} : { env: [{ name: "ZOO_DATA_LOG_DIR", value: dataLog }] }),
      volumeMounts: [
        { name: "data", mountPath: "/bitnami/zookeeper" },
        ...(dataLog === "" ? [] : [{ name: "data-log", mountPath: dataLog }]),
      ],
    },
    ports: [["client", numberAt(file, client, "containerPorts", "client")], ...ports],
    claims: valueAt(file, "persistence", "enabled") === false ? [] : claims(file, dataLog !== ""),
    headlessPorts: [["tcp-client", clientPort], ...quorumPorts],
    headlessAnnotations: serviceValue(file, "annotations", "service", "headless", "annotations"),
    clientPorts: [["tcp-client", clientPort, nodePort], ...quorumPorts],
    clientAnnotations: serviceValue(file, "annotations", "service", "annotations"),
    clientSpec: clientServiceSpec(file),
    budget: valueAt(file, "pdb", "create") === false || replicas < 2 ? undefined : { name, spec: budget(file) },
  });
}

/** What the chart calls the ensemble of a release. */
export function bitnamiName(file: JsonObject, release: Release): string {
  return textAt(file, fullName(release.name, chartName(file)), "fullnameOverride");
}

function chartName(file: JsonObject): string {
  return textAt(file, "zookeeper", "nameOverride");
}

function image(file: JsonObject): string {
  const registry = textAt(file, textAt(file, "docker.io", "image", "registry"), "global", "imageRegistry");
  const tag = textAt(file, "", "image", "tag");
  return `${registry}/${textAt(file, "bitnami/zookeeper", "image", "repository")}${tag === "" ? "" : `:${tag}`}`;
}

function claims(file: JsonObject, hasLog: boolean): readonly JsonObject[] {
  const className =
    valueAt(file, "global", "storageClass") ??
    valueAt(file, "persistence", "storageClass") ??
    valueAt(file, "global", "defaultStorageClass");
  const data = claim("data", valueAt(file, "persistence", "size"), "8Gi", className);
  const logSize = valueAt(file, "persistence", "dataLogDir", "size");
  return hasLog ? [data, claim("data-log", logSize, "8Gi", className)] : [data];
}

function budget(file: JsonObject): JsonObject {
  const limits = given({
    minAvailable: valueAt(file, "pdb", "minAvailable"),
    maxUnavailable: valueAt(file, "pdb", "maxUnavailable"),
  });
  return Object.keys(limits).length === 0 ? { maxUnavailable: 1 } : limits;
}
