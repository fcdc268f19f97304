import * as z from "zod";
import { bytes, cpu, dnsLabel, dnsName, port } from "../../compiler/kubernetes/schema.ts";

/** Everything that an environment can configure. The defaults are in defaults.ts, rules across options in rules/. */
export const schema = z.strictObject({
  name: z
    .string()
    // a StatefulSet labels its pods with its name, a dash and up to ten characters, and labels have at most 63
    .max(52)
    .regex(/^[a-z]([a-z0-9-]*[a-z0-9])?$/, {
      error: "lower-case letters, digits and dashes that begin with a letter and end with a letter or digit",
    })
    .describe("Name of the ensemble, from which all objects have theirs. Another name is another ensemble."),
  namespace: dnsLabel.describe("Namespace of all objects; it must exist."),
  clusterDomain: dnsName.describe("DNS domain of the cluster, in which the servers find each other."),
  production: z.boolean().describe("Whether the ensemble is for production, which rules are stricter about."),
  servers: z
    .int()
    .min(1)
    .max(255)
    .describe("Number of servers. All of them vote, so it is odd: 3 to survive one failure, 5 two."),

  cpu: cpu.describe("CPU that one server requests: cores, or thousandths such as 500m."),
  memory: bytes("256Mi").describe("Memory of one server's pod, requested and limit."),
  heap: z
    .templateLiteral([z.int(), z.enum(["M", "G"])], { error: 'a JVM size such as "512M" or "2G"' })
    .refine((heap) => Number.parseInt(heap, 10) > 0, { error: "more than nothing" })
    .describe("Java heap of one server, which holds all znodes. JVM sizes are binary: 2G is 2Gi of memory."),

  storage: z
    .strictObject({
      size: bytes("1Gi").describe("Size of each server's volume. It cannot change once the StatefulSet exists."),
      className: dnsName
        .exactOptional()
        .describe("StorageClass of the volumes; the cluster's default where it is absent."),
    })
    .describe("The volume of each server, for snapshots and transaction logs."),

  ports: z
    .strictObject({
      client: port.describe("Port that clients connect to."),
      server: port.describe("Port on which followers connect to the leader."),
      leaderElection: port.describe("Port on which servers elect the leader."),
    })
    .describe("TCP ports, all different."),

  timing: z
    .strictObject({
      tickTime: z.int32().min(1).describe("Length of a tick, in milliseconds."),
      initLimit: z.int32().min(1).describe("Time for a follower to connect to the leader and catch up, in ticks."),
      syncLimit: z
        .int32()
        .min(1)
        .describe("How far a follower may fall behind the leader before it is dropped, in ticks."),
      minSessionTimeout: z.int32().min(1).describe("Shortest session timeout that a client can get, in milliseconds."),
      maxSessionTimeout: z.int32().min(1).describe("Longest session timeout that a client can get, in milliseconds."),
    })
    .describe("ZooKeeper counts in ticks, not by the wall clock. Longer is more stable, but finds a failure later."),
  maxClientConnections: z.int32().min(0).describe("Connections to one server from one IP address; 0 for no limit."),

  purge: z
    .strictObject({
      retain: z
        .int32()
        .min(3)
        .describe("Snapshots to keep, with their logs. ZooKeeper silently keeps 3 where fewer are asked for."),
      interval: z.int32().min(0).describe("Hours between purges; 0 keeps all snapshots until the volume is full."),
    })
    .describe("Removal of old snapshots and transaction logs."),

  logLevel: z.enum(["TRACE", "DEBUG", "INFO", "WARN", "ERROR"]).describe("Least level of the lines logged to stdout."),
  image: z
    .string()
    .regex(/^[a-z0-9][\w.:/-]*(@sha256:[0-9a-f]{64})?$/, { error: 'an image such as "zookeeper:3.9.5"' })
    .describe("Container image, made like the official one, with a tag or digest."),
  imagePullPolicy: z.enum(["Always", "IfNotPresent", "Never"]).describe("When a node pulls the image."),
  disruptionBudget: z
    .literal([1, "none"])
    .describe('How many servers node drains may stop at a time; "none" for no PodDisruptionBudget.'),
});

/** The options of one environment, after validation. */
export type Options = z.output<typeof schema>;
