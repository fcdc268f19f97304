import type { Manifest } from "../../../compiler/kubernetes/manifest.ts";
import javaSecurity from "../container/java.security" with { type: "text" };
import logback from "../container/logback.xml" with { type: "text" };
import startZookeeper from "../container/start-zookeeper.sh" with { type: "text" };
import zookeeperAlive from "../container/zookeeper-alive.sh" with { type: "text" };
import zookeeperReady from "../container/zookeeper-ready.sh" with { type: "text" };
import type { Options } from "../options.ts";
import { metadata, names } from "./names.ts";
import { zooCfg } from "./zoo-cfg.ts";

/** The files that every server finds in its configuration directory. */
export function config(options: Options): Manifest {
  return {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: metadata(names(options).config, options),
    data: {
      "zoo.cfg": zooCfg(options),
      "java.security": javaSecurity,
      "logback.xml": logback,
      "start-zookeeper.sh": startZookeeper,
      "zookeeper-alive.sh": zookeeperAlive,
      "zookeeper-ready.sh": zookeeperReady,
    },
  };
}
