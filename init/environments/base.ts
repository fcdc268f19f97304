import { zookeeper } from "overlayer/zookeeper";

/** What all environments share; what it does not say has a default: `npx overlayer schema zookeeper` lists them. */
export default zookeeper.extend({
  servers: 3,
});
