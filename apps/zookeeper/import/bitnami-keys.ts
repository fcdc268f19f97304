import { networkKeys } from "./bitnami-network-keys.ts";
import { podKeys } from "./bitnami-pod-keys.ts";
import * as read from "./bitnami-readers.ts";
import { authentication, tls } from "./bitnami-security.ts";
import { fourLetterWords, maxUnavailable, noOption, overridePod } from "./chart-readers.ts";
import { bytes, capitals, count, entries, never, option, pullSecrets, together, unless } from "./value-readers.ts";
import type { Table } from "./values.ts";

const overrideClaims = "set it by an override of the StatefulSet's volumeClaimTemplates, before the first sync";
const overrideMonitor = "set it by an override of the ServiceMonitor";
const noEffect = "only Bitnami's image and chart know this";

const budget: Table = {
  create: read.createBudget,
  minAvailable: never("Overlayer's PodDisruptionBudget has maxUnavailable 1 instead"),
  maxUnavailable: maxUnavailable("replicaCount"),
};

const metrics: Table = {
  enabled: read.metricsEnabled,
  containerPort: count("ports", "metrics"),
  service: {
    type: unless(["ClusterIP"], "Overlayer's headless Service has the metrics"),
    port: read.samePort(["metrics", "containerPort"], 9141),
    annotations: never("Overlayer's headless Service has the metrics", "override its annotations"),
  },
  serviceMonitor: {
    enabled: option("metrics", "serviceMonitor"),
    additionalLabels: entries("metrics", "labels"),
    selector: entries("metrics", "labels"),
    namespace: never("Overlayer's ServiceMonitor is in the namespace of the servers"),
    interval: never(noOption, overrideMonitor),
    scrapeTimeout: never(noOption, overrideMonitor),
    relabelings: never(noOption, overrideMonitor),
    metricRelabelings: never(noOption, overrideMonitor),
    honorLabels: unless([false], noOption, overrideMonitor),
    jobLabel: never(noOption, overrideMonitor),
    scheme: unless(["http"], noOption, overrideMonitor),
    tlsConfig: never(noOption, overrideMonitor),
  },
  prometheusRule: {
    enabled: option("metrics", "alerts"),
    additionalLabels: entries("metrics", "labels"),
    selector: entries("metrics", "labels"),
    namespace: never("Overlayer's PrometheusRule is in the namespace of the servers"),
    rules: never("metrics.alerts brings Overlayer's own alerts", "write yours as a PrometheusRule in extraObjects"),
  },
};

const persistence: Table = {
  enabled: unless(
    [true],
    "Overlayer's servers always have volumes: without one a server loses writes it has confirmed",
  ),
  existingClaim: never("each server has a claim of its own"),
  storageClass: together,
  size: bytes("storage", "size"),
  accessModes: unless([["ReadWriteOnce"]], noOption, overrideClaims),
  annotations: never(noOption, overrideClaims),
  labels: never(noOption, overrideClaims),
  selector: never(noOption, overrideClaims),
  dataLogDir: {
    size: read.logSize,
    existingClaim: never("each server has a claim of its own"),
    selector: never(noOption, overrideClaims),
  },
};

/** The keys of Bitnami's chart, those of version 13 and older names for them. */
export const bitnamiKeys: Table = {
  global: {
    imageRegistry: together,
    imagePullSecrets: pullSecrets,
    storageClass: together,
    defaultStorageClass: together,
    security: { allowInsecureImages: unless([false], noEffect) },
    compatibility: {
      openshift: {
        adaptSecurityContext: unless(["auto", "disabled"], "Overlayer's pods run as user 1000", overridePod),
        appliedSecurityContext: never(noEffect),
      },
    },
  },
  kubeVersion: read.kubeVersion,
  nameOverride: never("the names that it leads to are taken over: see the options name, names and selector"),
  fullnameOverride: option("name"),
  namespaceOverride: option("namespace"),
  clusterDomain: option("clusterDomain"),
  extraDeploy: never("these are objects beside the ensemble", "write them as extraObjects"),
  commonLabels: never(noOption, "set pods.labels, and override the labels of other objects"),
  commonAnnotations: never(noOption, "set pods.annotations, and override the annotations of other objects"),
  diagnosticMode: {
    enabled: unless([false], noOption),
    command: unless([["sleep"]], noOption),
    args: unless([["infinity"]], noOption),
  },
  usePasswordFiles: unless([true], "passwords are always in files of a Secret"),
  image: {
    ...{ registry: together, repository: together, tag: together, digest: together },
    pullPolicy: option("imagePullPolicy"),
    pullSecrets,
    debug: unless([false], noEffect),
  },
  auth: authentication,
  allowAnonymousLogin: unless([true], noEffect),
  tls: {
    client: tls("client"),
    quorum: tls("quorum"),
    resources: never("Overlayer has no init container for certificates"),
    resourcesPreset: unless(["nano"], "Overlayer has no init container for certificates"),
  },
  replicaCount: count("servers"),
  revisionHistoryLimit: unless([10], noOption, "set it by an override of the StatefulSet"),
  podManagementPolicy: option("podManagement"),
  updateStrategy: read.updateStrategy,
  rollingUpdatePartition: count("updateStrategy", "partition"),
  pdb: budget,
  podDisruptionBudget: budget,
  tickTime: count("timing", "tickTime"),
  initLimit: count("timing", "initLimit"),
  syncLimit: count("timing", "syncLimit"),
  maxSessionTimeout: count("timing", "maxSessionTimeout"),
  maxClientCnxns: count("maxClientConnections"),
  preAllocSize: read.kibibytes("snapshots", "preAllocSize"),
  snapCount: count("snapshots", "snapCount"),
  autopurge: { snapRetainCount: count("purge", "retain"), purgeInterval: count("purge", "interval") },
  heapSize: together,
  jvmFlags: together,
  logLevel: capitals("logLevel"),
  fourlwCommandsWhitelist: fourLetterWords,
  listenOnAllIPs: unless([true], "Overlayer's servers listen for each other on all addresses"),
  minServerId: read.minServerId,
  zooServers: never("Overlayer makes the list of servers itself", "set servers and observers"),
  dataLogDir: together,
  config: never("Overlayer makes zoo.cfg", "set the options for what it says"),
  configuration: never("Overlayer makes zoo.cfg", "set the options for what it says"),
  existingConfigmap: never("Overlayer makes zoo.cfg", "set the options for what it says"),
  ...podKeys,
  ...networkKeys,
  persistence,
  volumePermissions: read.volumePermissions,
  serviceAccount: read.serviceAccount,
  metrics,
};
