import type { IApplicationSet } from "@kubernetes-models/argo-cd/argoproj.io/v1alpha1";
import { type Delivered, fetchedPath, syncName } from "../../compiler/delivery-tool.ts";
import type { Options } from "./options.ts";

/** Name of the file that tells the ApplicationSet of an environment. */
export const environmentFile = "environment.yaml";

/** Name in Argo CD of the cluster that an environment is synced into. */
export function clusterOf({ cluster, environments }: Options, environment: string): string {
  return environments[environment]?.cluster ?? cluster;
}

/** Label of an Application that says in which step of a rolling sync it is. */
const stepLabel = "overlayer.dev/step";

/** True where an environment waits for another one. */
export function isOrdered({ environments }: Options): boolean {
  return Object.values(environments).some(({ dependsOn = [] }) => dependsOn.length > 0);
}

/** The step in which an environment is synced, from 1: the one after the last of those that it depends on. */
function stepOf({ environments }: Options, environment: string): number {
  let steps = 0;
  for (let front: readonly string[] = [environment]; front.length > 0; steps += 1) {
    front = [...new Set(front.flatMap((one) => environments[one]?.dependsOn ?? []))];
  }
  return steps;
}

/** What the ApplicationSet's template reads of one environment. */
export function environment(options: Options, { name, directory, namespace }: Delivered) {
  return {
    application: syncName(options, name),
    overlay: fetchedPath(options.folder, directory),
    cluster: clusterOf(options, name),
    namespace,
    ...(isOrdered(options) ? { step: String(stepOf(options, name)) } : {}),
  };
}

/** Argo CD syncs one step after the other, each when all Applications of those before it are healthy. */
function rollingSync(options: Options) {
  const last = Math.max(...Object.keys(options.environments).map((name) => stepOf(options, name)));
  const steps = Array.from({ length: last }, (_, index) => ({
    matchExpressions: [{ key: stepLabel, operator: "In", values: [String(index + 1)] }],
  }));
  return { type: "RollingSync", rollingSync: { steps } };
}

/** The ApplicationSet that makes an Application of every such file in the repository, however many there are. */
export function applicationSet(options: Options) {
  const { name, namespace, project, repoURL, targetRevision, automated, prune } = options;
  const ordered = isOrdered(options);
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
      ...(ordered ? { strategy: rollingSync(options) } : {}),
      template: {
        metadata: {
          name: "{{ .application }}",
          ...(ordered ? { labels: { [stepLabel]: "{{ .step }}" } } : {}),
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
