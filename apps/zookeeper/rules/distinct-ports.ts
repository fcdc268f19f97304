import type { Rule } from "../../../compiler/application.ts";
import type { Options } from "../options.ts";

/** No two listeners of a server share a port. */
export const distinctPorts: Rule<Options> = {
  code: "zookeeper/distinct-ports",
  severity: "error",
  why: "A server that finds a port taken by its own other listener does not start.",
  source: "QuorumPeer.java and QuorumPeerConfig.java of ZooKeeper 3.9.5",
  check({ ports }) {
    const owners = new Map<number, string>();
    return Object.entries(ports).flatMap(([name, port]) => {
      const path = ["ports", name];
      const owner = owners.get(port);
      if (owner === undefined) {
        owners.set(port, name);
        return [];
      }
      const message = `ports.${name} is ${port}, the same as ports.${owner}`;
      return [{ path, involves: [["ports", owner]], message, hint: "use a port of its own" }];
    });
  },
};
