import type { IApplicationSet } from "@kubernetes-models/argo-cd/argoproj.io/v1alpha1";
import { type Delivered, fetchedPath, syncName } from "../../compiler/delivery-tool.ts";
import type { Options } from "./options.ts";

/** Name of the file that tells the ApplicationSet of an environment. */
export const environmentFile = "environment.yaml";

/** What the ApplicationSet's template reads of one environment. */
export function environment(options: Options, { name, directory, namespace }: Delivered) {
  return {
    application: syncName(options, name),
    overlay: fetchedPath(options.folder, directory),
    cluster: options.environments[name]?.cluster ?? options.cluster,
    namespace,
  };
}

/** The ApplicationSet that makes an Application of every such file in the repository, however many there are. */
export function applicationSet(options: Options) {
  const { name, namespace, project, repoURL, targetRevision, automated, prune } = options;
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "ApplicationSet",
    metadata: { name, namespace },
    spec: {
      goTemplate: true,
      goTemplateOptions: ["missingkey=error"],
      generators: [
        {
          git: {
            repoURL,
            revision: targetRevision,
            requeueAfterSeconds: options.pollSeconds,
            files: [{ path: fetchedPath(options.folder, `delivery/argocd/**/${environmentFile}`) }],
          },
        },
      ],
      syncPolicy: { preserveResourcesOnDeletion: options.preserveResourcesOnDeletion },
      template: {
        metadata: {
          name: "{{ .application }}",
          // a commit that touches neither leaves what is cached of the others: without it all are built again
          annotations: {
            "argocd.argoproj.io/manifest-generate-paths": `/{{ .overlay }};/${fetchedPath(options.folder, "base")}`,
          },
        },
        spec: {
          project,
          source: { repoURL, targetRevision, path: "{{ .overlay }}" },
          destination: { name: "{{ .cluster }}", namespace: "{{ .namespace }}" },
          syncPolicy: {
            ...(automated ? { automated: { prune, selfHeal: true } } : {}),
            // without it a sync that failed once, such as by an API server that restarts, is not tried again
            retry: { limit: 5, backoff: { duration: "10s", factor: 2, maxDuration: "5m" } },
          },
        },
      },
    },
  } satisfies IApplicationSet;
}
