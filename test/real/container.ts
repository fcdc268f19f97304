import * as z from "zod";
import type { Manifest } from "../../compiler/kubernetes/manifest.ts";

const files = z.strictObject({
  name: z.string(),
  items: z.array(z.strictObject({ key: z.string(), path: z.string() })).exactOptional(),
  optional: z.boolean().exactOptional(),
});
const secretFiles = z.strictObject({ ...files.omit({ name: true }).shape, secretName: z.string() });
const mode = z.int().exactOptional();

const volume = z.strictObject({
  name: z.string(),
  configMap: files.extend({ defaultMode: mode }).exactOptional(),
  secret: secretFiles.extend({ defaultMode: mode }).exactOptional(),
  projected: z
    .strictObject({
      sources: z.array(z.strictObject({ configMap: files.exactOptional(), secret: files.exactOptional() })),
      defaultMode: mode,
    })
    .exactOptional(),
  emptyDir: z.object({}).exactOptional(),
});

const probe = z.object({ exec: z.object({ command: z.array(z.string()) }) });

/** What of a pod template decides how its only container runs; what else it says decides only where and when. */
const podSpec = z.object({
  securityContext: z.object({ runAsUser: z.int(), runAsGroup: z.int() }),
  containers: z.tuple([
    z.object({
      image: z.string(),
      command: z.array(z.string()),
      env: z.array(z.strictObject({ name: z.string(), value: z.string() })).default([]),
      securityContext: z.object({ readOnlyRootFilesystem: z.boolean().default(false) }).prefault({}),
      readinessProbe: probe.exactOptional(),
      livenessProbe: probe.exactOptional(),
      volumeMounts: z.array(
        z.strictObject({
          name: z.string(),
          mountPath: z.string(),
          subPath: z.string().exactOptional(),
          readOnly: z.boolean().exactOptional(),
        }),
      ),
    }),
  ]),
  volumes: z.array(volume).default([]),
});

const template = z.object({ spec: podSpec });

const statefulSet = z.object({
  kind: z.literal("StatefulSet"),
  metadata: z.object({ name: z.string(), namespace: z.string() }),
  spec: z.object({
    replicas: z.int(),
    serviceName: z.string(),
    podManagementPolicy: z.literal("Parallel"),
    template,
    volumeClaimTemplates: z.array(z.object({ metadata: z.object({ name: z.string() }) })).default([]),
  }),
});

const job = z.object({
  kind: z.literal("Job"),
  metadata: z.object({ name: z.string() }),
  spec: z.object({ template }),
});

/** The StatefulSet of an ensemble, as far as its pods need it. */
export type StatefulSet = z.output<typeof statefulSet>;

/** What a pod runs. */
export type PodSpec = z.output<typeof podSpec>;

/** A volume of a pod. */
export type Volume = z.output<typeof volume>;

/** The one StatefulSet among an environment's objects, of a shape that pods can be started from. */
export function statefulSetOf(manifests: readonly Manifest[]): StatefulSet {
  return statefulSet.parse(manifests.find(({ kind }) => kind === "StatefulSet"));
}

/** The one Job among an environment's objects. */
export function jobOf(manifests: readonly Manifest[]) {
  return job.parse(manifests.find(({ kind }) => kind === "Job"));
}

/** The files that a ConfigMap or Secret among the objects holds, by name. */
export function filesOf(manifests: readonly Manifest[], kind: "ConfigMap" | "Secret", name: string) {
  const object = manifests.find((one) => one.kind === kind && one.metadata.name === name);
  const { data, stringData } = z
    .object({
      data: z.record(z.string(), z.string()).default({}),
      stringData: z.record(z.string(), z.string()).default({}),
    })
    .parse(object);
  if (kind === "ConfigMap") return new Map(Object.entries(data));
  const decoded = Object.entries(data).map(([key, text]) => [key, Buffer.from(text, "base64").toString()] as const);
  return new Map([...decoded, ...Object.entries(stringData)]);
}
