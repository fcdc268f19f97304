import { fieldOf } from "../../../compiler/kubernetes/compare.ts";
import type { Json } from "../../../compiler/kubernetes/json.ts";
import { type Fields, mapsIn, option, type Read, together } from "./reader.ts";

/** What people call the ports of a server, by the option. */
const usualNames = [
  ["client", /^(tcp-)?client$/],
  ["server", /^(tcp-)?(server|follower|peer|quorum)$/],
  ["leaderElection", /^(tcp-)?(leader-)?election$/],
  ["secureClient", /^(secure-client|(tcp-)?client-?(tls|ssl))$/],
  ["metrics", /^(tcp-|http-)?(metrics|prometheus)$/],
  ["admin", /^(tcp-|http-)?admin$/],
] as const;

/** Reads the ports that a container names, without those of another protocol or a name that says nothing. */
export function readPorts(server: Fields): Read {
  const ports = mapsIn(server.take("ports"));
  const read = ports.map((port, index) => {
    const name = String(fieldOf(port, "name") ?? "");
    const [known] = usualNames.find(([, pattern]) => pattern.test(name)) ?? [];
    const isPlain = Object.keys(port).every((key) => ["name", "containerPort", "protocol"].includes(key));
    return { port, known: isPlain ? known : undefined, step: { index, key: name } };
  });
  const others = read.filter(({ known }) => known === undefined).map(({ port }) => port);
  if (others.length > 0) server.put(["ports"], others);
  const place = server.place("ports");
  // a port that is named is open to others
  const admin = read.some(({ known }) => known === "admin") ? option(["adminServer"], "all", place) : together();
  return together(
    admin,
    ...read.map(({ port, known, step }) =>
      known === undefined
        ? together()
        : option(["ports", known], fieldOf(port, "containerPort"), { ...place, path: [...place.path, step] }),
    ),
  );
}

/** Numbers of a container's ports by name. */
export function namedPorts(server: Fields): ReadonlyMap<string, Json> {
  return new Map(mapsIn(server.peek("ports")).map((port) => [String(port["name"]), port["containerPort"] ?? 0]));
}
