import base from "./base.ts";

/** Five servers survive one planned and one unplanned failure at a time. */
export default base.extend({
  namespace: "zookeeper-prod",
  production: true,
  servers: 5,
  cpu: 2,
  memory: "4Gi",
  storage: { size: "100Gi" },
  networkPolicy: { enabled: true },
});
