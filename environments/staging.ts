import base from "./base.ts";

/** Three servers as large as those of production: the classic manifests' full size. */
export default base.extend({
  namespace: "zookeeper-staging",
  servers: 3,
  cpu: 2,
  memory: "4Gi",
  storage: { size: "250Gi" },
});
