import type { Rule } from "../../../compiler/application.ts";
import type { Options } from "../options.ts";

/** No two listeners of a server share a port. */
export const distinctPorts: Rule<Options> = {
  code: "zookeeper/distinct-ports",
  why: "A server that finds a port taken by its own other listener does not start.",
  source: "QuorumPeer.java and QuorumPeerConfig.java of ZooKeeper 3.9.5",
  check({ ports }) {
    const owners = new Map([
      [8080, "the port of ZooKeeper's admin server"],
      [7000, "the port of ZooKeeper's metrics"],
    ]);
    return Object.entries(ports).flatMap(([name, port]) => {
      const owner = owners.get(port);
      owners.set(port, owner ?? `the same as ports.${name}`);
      if (owner === undefined) return [];
      return [{ path: ["ports", name], message: `ports.${name} is ${port}, ${owner}`, hint: "use a port of its own" }];
    });
  },
};
