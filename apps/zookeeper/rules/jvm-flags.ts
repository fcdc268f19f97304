import type { Rule } from "../../../compiler/application.ts";
import type { Options } from "../options.ts";

/** What to use in place of a flag that has no effect, or one that contradicts an option. */
const owned: readonly (readonly [flag: RegExp, use: string])[] = [
  [/^-(Xmx|XX:MaxHeapSize=)/, "set the option heap"],
  [/^-XX:(Max|Initial|Min)RAMPercentage=/, "set the option heap, which is always given and goes first"],
  [/^-Djute\.maxbuffer=/, "set the option juteMaxBuffer"],
  [/^-Djava\.security\.properties=/, "leave it out: the file of the container keeps DNS answers short"],
  [/^-Djava\.security\.auth\.login\.config=/, "name a Secret with the file by the option authentication.jaasSecret"],
  [/^-Dzookeeper\.ssl\.(quorum\.)?(keyStore|trustStore|clientAuth)\b/, "set the option in tls"],
  [/^-Dzookeeper\.datadir\.autocreate=/, "leave it out: a server that lost its volume must not start empty"],
  [/^-Dzookeeper\.(snapCount|preAllocSize|snapSizeLimitInKb|txnLogSizeLimitInKb)=/, "set the option in snapshots"],
  [/^-Dzookeeper\.4lw\.commands\.whitelist=/, "leave it out: the probes need the words that zoo.cfg lists"],
];

/** No JVM flag sets what an option sets. */
export const jvmFlags: Rule<Options> = {
  code: "zookeeper/jvm-flags",
  severity: "error",
  why: "Of two settings of one thing the JVM takes one, so that the rules would check a value that is not in use.",
  source: "zkServer.sh and zkEnv.sh of ZooKeeper 3.9.5; ZOOKEEPER-4701",
  check: ({ jvmFlags: flags }) =>
    flags.flatMap((flag, index) => {
      const use = owned.find(([pattern]) => pattern.test(flag))?.[1];
      const [name] = flag.split("=");
      return use === undefined
        ? []
        : [{ path: ["jvmFlags", index], message: `jvmFlags sets ${name}, which Overlayer sets`, hint: use }];
    }),
};
