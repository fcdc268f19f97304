import { contentHash } from "../../../compiler/kubernetes/content-hash.ts";
import type { Manifest } from "../../../compiler/kubernetes/manifest.ts";
import { canonicalQuantity } from "../../../compiler/kubernetes/quantity.ts";
import type { Options } from "../options.ts";
import { containerSecurity, file } from "./container.ts";
import { commandDirectory, configDirectory, scratchDirectories, secretsDirectory } from "./directories.ts";
import { metadata } from "./names.ts";
import { podSecurity, scriptsVolume, serverListVolume } from "./pod.ts";
import { present } from "./present.ts";
import { scripts } from "./scripts.ts";

/** True while the ensemble is on its way to another number of voters, which a Job gives it. */
export function reconfigures({ membership, scalingTo }: Options): boolean {
  return membership === "dynamic" && scalingTo !== undefined;
}

/** How long a Job may take in all, in seconds. */
export const maxJobSeconds = 3600;

/** Labels of the Job's pods: not those by which Services, the budget and the StatefulSet select servers. */
export function jobLabels({ name }: Options) {
  return {
    "app.kubernetes.io/name": "zookeeper",
    "app.kubernetes.io/instance": name,
    "app.kubernetes.io/component": "reconfigure",
  };
}

/**
 * Changes the voters of a running ensemble. Nothing of a Job can be changed, so that it is named by its content; the name
 * becomes a label of its pods, which has at most 63 characters.
 */
export function reconfigureJob(options: Options): Manifest {
  const { name, servers, scalingTo = servers } = options;
  const spec = jobSpec(options);
  const start = `${name.slice(0, 33)}-voters-${servers}-to-${scalingTo}`;
  const jobName = `${start}-${contentHash({ spec: JSON.stringify(spec) })}`;
  return { apiVersion: "batch/v1", kind: "Job", metadata: { ...metadata(jobName, options), annotations: waits }, spec };
}

// Argo CD starts the Job when the servers are ready, and syncs no later commit while it runs. Flux needs no word for the
// latter: it waits for all that it applied.
const waits = { "argocd.argoproj.io/sync-wave": "1" };

function jobSpec(options: Options) {
  const mounted = scripts(options);
  const scriptFiles = mounted === undefined ? [] : jobFiles;
  const { image, imagePullPolicy, servers, scalingTo = servers, authentication } = options;
  return {
    // It may run again at any time; where the voters are not those that it expects, no retry helps.
    backoffLimit: 3,
    activeDeadlineSeconds: maxJobSeconds,
    template: {
      metadata: { labels: jobLabels(options) },
      spec: {
        restartPolicy: "Never",
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        securityContext: podSecurity,
        ...present({ imagePullSecrets: options.imagePullSecrets.map((name) => ({ name })) }),
        containers: [
          {
            name: "reconfigure",
            image,
            imagePullPolicy,
            command: ["zookeeper-reconfigure", String(servers), String(scalingTo)],
            env: [
              { name: "ZOO_LOG_LEVEL", value: "ERROR" },
              { name: "ZOO_SERVERS_FILE", value: `${configDirectory}/servers` },
              { name: "ZOO_SUPER_PASSWORD_FILE", value: `${secretsDirectory}/super-digest/superPassword` },
            ],
            securityContext: containerSecurity,
            resources: { requests: { cpu: "100m", memory: memory }, limits: { memory } },
            volumeMounts: [
              ...scriptFiles.map(([directory, name]) => file("scripts", directory, name)),
              file("servers", configDirectory, "servers"),
              ...Object.entries(scratchDirectories).map(([name, mountPath]) => ({ name, mountPath })),
              { name: "super-digest", mountPath: `${secretsDirectory}/super-digest`, readOnly: true },
            ],
          },
        ],
        volumes: [
          ...scriptsVolume(mounted),
          serverListVolume(options),
          ...Object.keys(scratchDirectories).map((name) => ({ name, emptyDir: {} })),
          {
            name: "super-digest",
            secret: { secretName: authentication.superDigestSecret ?? "", defaultMode: 0o440 },
          },
        ],
      },
    },
  };
}

/** The scripts that the Job uses. */
const jobFiles = [
  [commandDirectory, "zookeeper-reconfigure"],
  [configDirectory, "logback.xml"],
] as const;

// zkCli.sh gives its JVM a heap of 256 MiB
const memory = canonicalQuantity("512Mi");
