import * as z from "zod";
import { dnsLabel, folder } from "../../compiler/kubernetes/schema.ts";

/** Everything that can be configured of Argo CD. The defaults are in defaults.ts, rules across options in rules.ts. */
export const schema = z.strictObject({
  name: dnsLabel.describe("Name of the ApplicationSet; the Applications' names begin with it: zookeeper-prod."),
  namespace: dnsLabel.describe("Namespace of Argo CD."),
  project: dnsLabel.describe("AppProject of the Applications."),
  repoURL: z
    .string()
    .regex(/^((https?|ssh):\/\/([^\s:@/]+@)?|git@)[^\s@]+$/, {
      error: "a URL such as https://git.example.org/gitops.git that holds no password",
    })
    .describe("The git repository that holds overlays/ and delivery/."),
  targetRevision: z.string().min(1).describe("Branch, tag or commit of the repository."),
  folder: folder.describe(
    "Folder of the repository that holds overlays/ and delivery/, such as infra; a dot for its top.",
  ),
  cluster: z.string().min(1).describe("Cluster that environments are synced into, as it is named in Argo CD."),
  pollSeconds: z.int().min(30).describe("How often the repository is searched for environments, in seconds."),
  automated: z.boolean().describe("Whether a change is synced by itself, and drift mended."),
  prune: z.boolean().describe("Whether objects that an overlay no longer has are deleted, with automated."),
  preserveResourcesOnDeletion: z
    .boolean()
    .describe("Whether the objects in the cluster stay when the environment, or the ApplicationSet, is removed."),
  environments: z
    .record(
      z.string(),
      z.strictObject({
        cluster: z.string().min(1).exactOptional().describe("Cluster of this environment."),
        dependsOn: z
          .array(z.string())
          .exactOptional()
          .describe("Environments that must be healthy before, where Argo CD has progressive syncs switched on."),
      }),
    )
    .describe("Environments that differ from the others, by name."),
});

/** The options of Argo CD, after validation. */
export type Options = z.output<typeof schema>;
