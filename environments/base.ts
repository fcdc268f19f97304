import { zookeeper } from "overlayer/zookeeper";

/** What all environments share; the defaults below it are in apps/zookeeper/defaults.ts. */
export default zookeeper.extend({
  servers: 3,
});
