import base from "./base.ts";

/** Three small servers to try things out with: the classic manifests' mini size. */
export default base.extend({
  namespace: "zookeeper-demo",
  cpu: 0.5,
  memory: "1Gi",
  heap: "512M",
  storage: { size: "10Gi" },
  spreading: { nodes: "soft" },
});
