import * as z from "zod";
import { dnsLabel, dnsName, duration, folder } from "../../compiler/kubernetes/schema.ts";

const reference = z
  .strictObject({
    branch: z.string().min(1).exactOptional().describe("Branch, of a GitRepository."),
    commit: z
      .string()
      .regex(/^[0-9a-f]{40,64}$/, { error: "a full commit id" })
      .exactOptional()
      .describe("Commit, of a GitRepository."),
    tag: z.string().min(1).exactOptional().describe("Tag, of a GitRepository or of an OCIRepository."),
    semver: z.string().min(1).exactOptional().describe("Range of versions; the latest tag in it is taken."),
    digest: z
      .string()
      .regex(/^sha256:[0-9a-f]{64}$/, { error: "a digest such as sha256:…" })
      .exactOptional()
      .describe("Digest, of an OCIRepository."),
  })
  .describe("What to fetch: exactly one of these.");

/** Everything that can be configured of Flux. The defaults are in defaults.ts, rules across options in rules.ts. */
export const schema = z.strictObject({
  name: dnsLabel.describe("What the names of the Kustomizations begin with: zookeeper gives zookeeper-prod."),
  namespace: dnsLabel.describe("Namespace of Flux' objects."),
  source: z
    .strictObject({
      kind: z.enum(["GitRepository", "OCIRepository"]).describe("Kind of the source."),
      name: dnsName.describe("Name of the source; flux-system is the one that `flux bootstrap` makes."),
      url: z
        .string()
        .regex(/^(https?|ssh|oci):\/\/([^\s:@/]+@)?[^\s@]+$/, {
          error: "a URL that begins with https://, ssh:// or oci:// and holds no password",
        })
        .exactOptional()
        .describe("Where the source is fetched from; without it, the source is one that exists."),
      interval: duration.describe("How often the source is fetched."),
      ref: reference.exactOptional(),
      secretRef: dnsName.exactOptional().describe("Secret with the credentials for the URL."),
    })
    .describe("What holds the overlays."),
  folder: folder.describe("Folder of the source that holds overlays/, such as infra; a dot for its top."),
  interval: duration.describe("How often an overlay is applied although nothing changed, which mends drift."),
  retryInterval: duration.describe("How long after a failure it is applied again."),
  timeout: duration.describe("How long all objects may take to become ready, such as in a rolling update."),
  wait: z
    .boolean()
    .describe("Whether an overlay is ready, for those that depend on it, only when all its objects are."),
  prune: z.boolean().describe("Whether objects that an overlay no longer has are deleted."),
  force: z.boolean().describe("Whether an object is deleted and made anew where a field of it cannot change."),
  deletionPolicy: z
    .enum(["MirrorPrune", "Delete", "WaitForTermination", "Orphan"])
    .describe("What becomes of the objects in the cluster when the environment is removed; Orphan leaves them."),
  serviceAccountName: dnsName
    .exactOptional()
    .describe("ServiceAccount that Flux applies as; its own, an administrator, without it."),
  environments: z
    .record(
      z.string(),
      z.strictObject({
        kubeConfig: dnsName
          .exactOptional()
          .describe("Secret with the kubeconfig of the cluster to apply to; Flux' own cluster without it."),
        cluster: z
          .string()
          .min(1)
          .exactOptional()
          .describe(
            "Name of its cluster, where each has a Flux of its own; environments of two may have the same namespace.",
          ),
        dependsOn: z.array(z.string()).exactOptional().describe("Environments that must be ready before."),
        suspend: z.boolean().exactOptional().describe("Whether Flux leaves it alone for the time being."),
      }),
    )
    .describe("Environments that differ from the others, by name."),
});

/** The options of Flux, after validation. */
export type Options = z.output<typeof schema>;
