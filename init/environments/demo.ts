import base from "./base.ts";

/** Small servers to try things out with. */
export default base.extend({
  namespace: "zookeeper-demo",
  cpu: 0.5,
  memory: "1Gi",
  spreading: { nodes: "soft" },
});
