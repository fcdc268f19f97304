import { argocd } from "overlayer/argocd";
import { flux } from "overlayer/flux";

/** How overlays get into clusters: one of these is enough, see docs/delivery.md. */
export default [
  flux.extend({ name: "zookeeper", environments: { prod: { dependsOn: ["demo"] } } }),
  argocd.extend({
    name: "zookeeper",
    repoURL: "https://git.example.org/zookeeper.git",
    environments: { prod: { cluster: "prod" } },
  }),
];
