import base from "./base.ts";

/** One server for a developer's cluster: the classic manifests' micro size. */
export default base.extend({
  namespace: "zookeeper-micro",
  servers: 1,
  cpu: 0.5,
  memory: "1Gi",
  heap: "512M",
  storage: { size: "10Gi" },
  disruptionBudget: "none",
});
