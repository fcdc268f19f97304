import * as read from "./bitnami-readers.ts";
import { antiAffinity, noOption, overridePod } from "./chart-readers.ts";
import { resources } from "./sizing.ts";
import { count, entries, never, option, tolerations, unless } from "./value-readers.ts";
import type { Table } from "./values.ts";

/** The keys of Bitnami's chart that say what the pods run with, and where. */
export const podKeys: Table = {
  podLabels: entries("pods", "labels"),
  podAnnotations: entries("pods", "annotations"),
  podAffinityPreset: never(noOption, overridePod),
  podAntiAffinityPreset: antiAffinity,
  nodeAffinityPreset: {
    type: never(noOption, "nodeSelector has the effect of hard for one label; or override the pod's affinity"),
    key: never(noOption),
    values: never(noOption),
  },
  affinity: never(noOption, "spreading.nodes and spreading.zones keep servers apart; or override the pod's affinity"),
  nodeSelector: entries("pods", "nodeSelector"),
  tolerations,
  topologySpreadConstraints: read.spreadConstraints,
  priorityClassName: option("pods", "priorityClassName"),
  schedulerName: never(noOption, overridePod),
  terminationGracePeriodSeconds: count("pods", "terminationGracePeriodSeconds"),
  podSecurityContext: read.securityContext,
  containerSecurityContext: read.securityContext,
  securityContext: read.securityContext,
  automountServiceAccountToken: unless([false], "Overlayer's pods get no token of the API server"),
  enableServiceLinks: unless([false], "Overlayer's pods get no variables about Services"),
  hostAliases: never(noOption, overridePod),
  dnsPolicy: never(noOption, overridePod),
  dnsConfig: never(noOption, overridePod),
  lifecycleHooks: never(noOption, overridePod),
  extraEnvVars: never(noOption, overridePod),
  extraEnvVarsCM: never(noOption, overridePod),
  extraEnvVarsSecret: never(noOption, overridePod),
  extraVolumes: never(noOption, overridePod),
  extraVolumeMounts: never(noOption, overridePod),
  sidecars: never(noOption, overridePod),
  initContainers: never(noOption, overridePod),
  command: unless([["/scripts/setup.sh"]], "Overlayer's command is start-zookeeper"),
  args: never("Overlayer's command is start-zookeeper"),
  resources,
  resourcesPreset: read.resourcesPreset,
  livenessProbe: probe("liveness"),
  readinessProbe: probe("readiness"),
  startupProbe: read.startupProbe,
  customLivenessProbe: never("Overlayer's probes ask the server itself", "set their numbers in probes"),
  customReadinessProbe: never("Overlayer's probes ask the server itself", "set their numbers in probes"),
  customStartupProbe: never("Overlayer's probes ask the server itself", "set their numbers in probes"),
};

/** A probe whose numbers are options; those that are always so need none. */
function probe(name: "readiness" | "liveness"): Table {
  return {
    enabled: unless([true], "Overlayer's probes are always on", "raise failureThreshold to make it patient"),
    initialDelaySeconds: count("probes", name, "initialDelaySeconds"),
    periodSeconds: count("probes", name, "periodSeconds"),
    timeoutSeconds: count("probes", name, "timeoutSeconds"),
    failureThreshold: count("probes", name, "failureThreshold"),
    successThreshold: unless([1], "Overlayer's probes succeed at once"),
    probeCommandTimeout: unless([2, 3], "Overlayer's probes have no other time limit than timeoutSeconds"),
    useAdmin: unless([false], "Overlayer's probes ask on the client port"),
  };
}
