import { isEqual } from "../../../compiler/kubernetes/compare.ts";
import { isList, isObject, type Json } from "../../../compiler/kubernetes/json.ts";
import { resources } from "./sizing.ts";
import { asBytes, asNumber, bytes, told } from "./value-readers.ts";
import { type Reader, type Reading, valueAt } from "./values.ts";

/** Requests and limits of the chart's presets, of those that a server runs with. */
export const presets: ReadonlyMap<Json, Json> = new Map(
  Object.entries({
    nano: preset("100m", "128Mi", "150m", "192Mi"),
    micro: preset("250m", "256Mi", "375m", "384Mi"),
    small: preset("500m", "512Mi", "750m", "768Mi"),
    medium: preset("500m", "1024Mi", "750m", "1536Mi"),
    large: preset("1.0", "2048Mi", "1.5", "3072Mi"),
    xlarge: preset("1.0", "3072Mi", "3.0", "6144Mi"),
    "2xlarge": preset("1.0", "3072Mi", "6.0", "12288Mi"),
  }),
);

function preset(cpu: string, memory: string, cpuLimit: string, memoryLimit: string): Json {
  return { requests: { cpu, memory }, limits: { cpu: cpuLimit, memory: memoryLimit } };
}

/** The preset is what the pods have unless `resources` says something. */
export const resourcesPreset: Reader = (value, file) => {
  if (valueAt(file, "resources") !== undefined) return told("the chart ignores it beside resources");
  const amounts = presets.get(value);
  if (amounts === undefined) return value === "none" ? [] : told("this is none of the chart's presets");
  // what is told of requests and limits has no place in the file
  return resources(amounts, file).map(({ at: _at, ...reading }) => reading);
};

/** Kubernetes' version without its patch. */
export const kubeVersion: Reader = (value) => {
  const version = /^v?(\d+\.\d+)(\.\d+([-+][\w.+-]*)?)?$/.exec(String(value))?.[1];
  return [{ option: ["kubernetesVersion"], value: version ?? value }];
};

/** A number of KiB. */
export function kibibytes(...path: readonly string[]): Reader {
  return (value, file) => {
    const number = asNumber(value);
    return bytes(...path)(typeof number === "number" ? asBytes(`${number}Ki`) : value, file);
  };
}

/** Servers are numbered from 1, in the order of their pods. */
export const minServerId: Reader = (value) =>
  asNumber(value) === 1
    ? []
    : told(
        "Overlayer numbers the servers from 1",
        "stop all servers before the first sync: two numberings at a time are two ensembles",
      );

/** Whether there is a PodDisruptionBudget. */
export const createBudget: Reader = (value) => {
  if (typeof value !== "boolean") return told("the chart has true or false here");
  return value ? [] : [{ option: ["disruptionBudget"], value: "none" }];
};

/** A strategy as newer charts write it, or its type alone. */
export const updateStrategy: Reader = (value) => {
  if (!isObject(value)) return [{ option: ["updateStrategy", "type"], value }];
  return Object.entries(value).flatMap(([key, item]): readonly Reading[] => {
    if (key === "type") return [{ at: [key], option: ["updateStrategy", "type"], value: item }];
    const rest = isObject(item) ? Object.keys(item) : ["this"];
    if (key !== "rollingUpdate" || !isObject(item) || rest.some((field) => field !== "partition")) {
      return [{ at: [key], message: "of a strategy Overlayer has the options type and partition" }];
    }
    const partition = valueAt(item, "partition");
    if (partition === undefined) return [];
    return [{ at: [key, "partition"], option: ["updateStrategy", "partition"], value: asNumber(partition) }];
  });
};

/** A constraint about zones is an option; its selector is Overlayer's own. */
export const spreadConstraints: Reader = (value) => {
  const hint = "spreading.zones spreads over zones; or override the pod's topologySpreadConstraints";
  const [constraint, ...more] = isList(value) ? value : [];
  if (constraint === undefined || !isObject(constraint) || more.length > 0)
    return told("there is no option for it", hint);
  const { topologyKey = "", maxSkew = 1, whenUnsatisfiable = "DoNotSchedule", ...rest } = constraint;
  const zones = new Map<Json, string>([
    ["DoNotSchedule", "hard"],
    ["ScheduleAnyway", "soft"],
  ]).get(whenUnsatisfiable);
  if (topologyKey !== "topology.kubernetes.io/zone" || maxSkew !== 1 || zones === undefined) {
    return told("there is no option for it", hint);
  }
  return [
    { option: ["spreading", "zones"], value: zones },
    ...Object.keys(rest).map((field) => ({ at: [0, field], message: "Overlayer's constraint is about its own pods" })),
  ];
};

/** Who the processes are: Bitnami's image has a user of its own, of which the finding about the volumes tells. */
export const securityContext: Reader = (value) => {
  const usual: Readonly<Record<string, readonly Json[]>> = {
    enabled: [true],
    fsGroup: [1000, 1001],
    fsGroupChangePolicy: ["Always", "OnRootMismatch"],
    runAsUser: [1000, 1001],
    runAsGroup: [1000, 1001],
    runAsNonRoot: [true],
    privileged: [false],
    readOnlyRootFilesystem: [true],
    allowPrivilegeEscalation: [false],
    capabilities: [{ drop: ["ALL"] }],
    seccompProfile: [{ type: "RuntimeDefault" }],
    ...{ sysctls: [[]], supplementalGroups: [[]], seLinuxOptions: [{}] },
  };
  if (!isObject(value)) return told("the chart has a map here");
  return Object.entries(value)
    .filter(([key, item]) => !(Object.hasOwn(usual, key) && usual[key]?.some((one) => isEqual(one, item))))
    .map(([key]) => ({
      at: [key],
      message: "Overlayer's pods run as user 1000 within the Pod Security Standard restricted",
      hint: "override the securityContext of the StatefulSet's pod or container where the cluster asks for another",
    }));
};

/** Read only where it is on: Overlayer's own is longer than the numbers that the chart has beside its `enabled: false`. */
export const startupProbe: Reader = (value) => {
  if (!isObject(value)) return told("the chart has a map here");
  const { enabled = false, ...numbers } = value;
  if (enabled !== true) {
    return told("it is off; Overlayer's startup probe, which gives a large snapshot ten minutes, stays");
  }
  return Object.entries(numbers).flatMap(([key, item]): readonly Reading[] => {
    if (["initialDelaySeconds", "periodSeconds", "timeoutSeconds", "failureThreshold"].includes(key)) {
      return [{ at: [key], option: ["probes", "startup", key], value: asNumber(item) }];
    }
    return key === "successThreshold" && item === 1 ? [] : [{ at: [key], message: "there is no option for it" }];
  });
};

/** A port that is one number in Overlayer: that of the other key, or the chart's default for it. */
export function samePort(other: readonly string[], unset: number): Reader {
  return (value, file) =>
    asNumber(value) === asNumber(valueAt(file, ...other) ?? unset)
      ? []
      : told(`pods and Services have the same port: that of ${other.join(".")} is taken`);
}

/** Whether the plain port of the clients is open only to the pod itself. */
export const disableClientPort: Reader = (value, file) => {
  if (value === false) return [];
  if (value !== true) return told("the chart has true or false here");
  return valueAt(file, "tls", "client", "enabled") === true
    ? [{ option: ["tls", "clients", "mode"], value: "require" }]
    : told("without TLS of the clients there would be no port for them");
};

/** Who may connect, with what else the chart says about it. */
export const allowExternal: Reader = (value, file) => {
  if (value === true) {
    return valueAt(file, "networkPolicy", "enabled") === true
      ? told("Overlayer's NetworkPolicy lets pods of all namespaces connect, but nobody from outside of the cluster")
      : [];
  }
  // what the chart lets in then is read with the other keys
  return value === false ? [] : told("the chart has true or false here");
};

/**
 * The peers that a NetworkPolicy of the chart names, where it does not let everybody in: pods with a label that is called
 * after the ensemble, and those of the namespaces in the file.
 */
export function networkClients(ensemble: string): Reader {
  return (file) => {
    if (!isObject(file) || valueAt(file, "networkPolicy", "allowExternal") !== false)
      return namespacesWithoutEffect(file);
    const namespaces = valueAt(file, "networkPolicy", "ingressNSMatchLabels");
    const pods = valueAt(file, "networkPolicy", "ingressNSPodMatchLabels");
    const peer = {
      namespaceSelector: namespaces === undefined ? {} : { matchLabels: namespaces },
      ...(pods === undefined ? {} : { podSelector: { matchLabels: pods } }),
    };
    const labelled = { podSelector: { matchLabels: { [`${ensemble}-client`]: "true" } } };
    const peers = namespaces === undefined && pods === undefined ? [labelled] : [labelled, peer];
    return [{ at: ["networkPolicy"], option: ["networkPolicy", "clients"], value: peers }];
  };
}

function namespacesWithoutEffect(file: Json): readonly Reading[] {
  if (!isObject(file)) return [];
  return ["ingressNSMatchLabels", "ingressNSPodMatchLabels"]
    .filter((key) => valueAt(file, "networkPolicy", key) !== undefined)
    .map((key) => ({
      at: ["networkPolicy", key],
      message: "the chart reads it only beside allowExternal: false",
    }));
}

/** Metrics for Prometheus, on the chart's port. */
export const metricsEnabled: Reader = (value, file) => {
  const enabled: Reading = { option: ["metrics", "prometheus"], value };
  const hasPort = valueAt(file, "metrics", "containerPort") ?? valueAt(file, "containerPorts", "metrics");
  return value === true && hasPort === undefined ? [enabled, { option: ["ports", "metrics"], value: 9141 }] : [enabled];
};

/** Size of the transaction log's volume, which the chart has where dataLogDir names its place. */
export const logSize: Reader = (value, file) => {
  if (valueAt(file, "dataLogDir") !== undefined) return [];
  return value === "8Gi" ? [] : told("without dataLogDir the chart makes no such volume");
};

/** The chart may change the owner of the files as root; Overlayer leaves it to Kubernetes. */
export const volumePermissions: Reader = (value) =>
  isEqual(value, { enabled: false })
    ? []
    : told("Overlayer has no init container that changes the owner of files: Kubernetes gives them to group 1000");

/** An account that exists is named; Overlayer makes none. */
export const serviceAccount: Reader = (value) => {
  if (!isObject(value)) return told("the chart has a map here");
  const { create = true, name = "", automountServiceAccountToken = false, ...rest } = value;
  return [
    ...(create === false && name !== "" ? [{ at: ["name"], option: ["pods", "serviceAccountName"], value: name }] : []),
    ...(create === false
      ? []
      : told("Overlayer makes no ServiceAccount", "set pods.serviceAccountName to one that exists")),
    ...(automountServiceAccountToken === false
      ? []
      : [{ at: ["automountServiceAccountToken"], message: "Overlayer's pods get no token of the API server" }]),
    ...Object.keys(rest).map((key) => ({ at: [key], message: "Overlayer makes no ServiceAccount" })),
  ];
};
