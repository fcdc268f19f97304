import type { OptionPath, Rule } from "../../../compiler/application.ts";
import type { Options } from "../options.ts";

/** No two listeners of a server share a port. */
export const distinctPorts: Rule<Options> = {
  code: "zookeeper/distinct-ports",
  severity: "error",
  why: "A server that finds a port taken by its own other listener does not start.",
  source: "QuorumPeer.java and QuorumPeerConfig.java of ZooKeeper 3.9.5",
  check({ ports }) {
    const owners = new Map<number, { readonly words: string; readonly involves: readonly OptionPath[] }>([
      [8080, { words: "the port of ZooKeeper's admin server", involves: [] }],
      [7000, { words: "the port of ZooKeeper's metrics", involves: [] }],
    ]);
    return Object.entries(ports).flatMap(([name, port]) => {
      const path = ["ports", name];
      const owner = owners.get(port);
      if (owner === undefined) {
        owners.set(port, { words: `the same as ports.${name}`, involves: [path] });
        return [];
      }
      const { words, involves } = owner;
      return [{ path, involves, message: `ports.${name} is ${port}, ${words}`, hint: "use a port of its own" }];
    });
  },
};
