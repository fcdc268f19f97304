import type { Rule } from "../../../compiler/application.ts";
import type { Options } from "../options.ts";

/** In production, not every pod of the cluster can talk to the servers: TLS or a network policy is in its way. */
export const openPorts: Rule<Options> = {
  code: "zookeeper/open-ports",
  severity: "warning",
  why: "Every pod of the cluster could join the quorum as a server, and vote writes away.",
  source: "ZooKeeper Administrator's Guide, Encryption, Authentication, Authorization Options",
  check({ production, tls, networkPolicy }) {
    if (!production || tls.quorum.mode === "require" || networkPolicy.enabled) return [];
    return [
      {
        path: ["networkPolicy", "enabled"],
        involves: [["tls", "quorum", "mode"], ["production"]],
        message: `no network policy closes the server ports in production, and tls.quorum.mode is ${tls.quorum.mode}`,
        hint: "set networkPolicy.enabled to true, or go on with tls.quorum.mode to require, one step at a time",
      },
    ];
  },
};
