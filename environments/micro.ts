import base from "./base.ts";

/** One server, for a developer's cluster. */
export default base.extend({
  namespace: "zookeeper-micro",
  servers: 1,
  disruptionBudget: "none",
});
