import type { Manifest } from "../../../compiler/kubernetes/manifest.ts";
import javaSecurity from "../container/java.security" with { type: "text" };
import logback from "../container/logback.xml" with { type: "text" };
import startZookeeper from "../container/start-zookeeper.sh" with { type: "text" };
import zookeeperAlive from "../container/zookeeper-alive.sh" with { type: "text" };
import zookeeperMetrics from "../container/zookeeper-metrics.sh" with { type: "text" };
import zookeeperReady from "../container/zookeeper-ready.sh" with { type: "text" };
import zookeeperReconfigure from "../container/zookeeper-reconfigure.sh" with { type: "text" };
import type { Options } from "../options.ts";
import { immutableFiles } from "./immutable-files.ts";
import { names } from "./names.ts";

/** Commands of the container by name, which lie on its PATH. */
export const commands = {
  "start-zookeeper": startZookeeper,
  "zookeeper-alive": zookeeperAlive,
  "zookeeper-metrics": zookeeperMetrics,
  "zookeeper-ready": zookeeperReady,
  "zookeeper-reconfigure": zookeeperReconfigure,
};

const shipped = { ...commands, "java.security": javaSecurity, "logback.xml": logback };

/**
 * The files that environments share unless they have a logback.xml of their own: what runs and reads beside zoo.cfg.
 * Undefined where the image has them.
 */
export function scripts(options: Options): Manifest | undefined {
  if (options.scripts === "image") return undefined;
  const files = options.logback === undefined ? shipped : { ...shipped, "logback.xml": options.logback };
  return immutableFiles(names(options).scripts, files, options);
}
