import { execFileSync } from "node:child_process";
import { closeSync, openSync, writeSync } from "node:fs";

/** A pod's network namespace, in which it is alone, and its address in the cluster. */
export interface Network {
  readonly namespace: string;
  readonly address: string;
}

const hosts = new Map<string, string>();
let created = 0;

/** A network namespace with an address that no pod had before, to which the host name resolves from now on. */
export function createNetwork(host: string): Network {
  created += 1;
  const namespace = `pod${process.pid}-${created}`;
  const address = `10.0.${process.pid % 200}.${created + 1}`;
  ip("netns", "add", namespace);
  ip("-n", namespace, "link", "set", "lo", "up");
  ip("link", "add", namespace, "type", "veth", "peer", "name", "eth0", "netns", namespace);
  ip("-n", namespace, "addr", "add", `${address}/16`, "dev", "eth0");
  ip("-n", namespace, "link", "set", "eth0", "up");
  ip("link", "set", namespace, "master", "cluster", "up");
  resolve(host, address);
  return { namespace, address };
}

/** Takes the network of a pod that has ended away; its name no longer resolves. */
export function removeNetwork(host: string, { namespace, address }: Network): void {
  ip("netns", "del", namespace);
  if (hosts.get(host) === address) resolve(host, undefined);
}

/** What the cluster's DNS is to pods: every process of the suite reads this one file, which is never short of a line. */
function resolve(host: string, address: string | undefined): void {
  hosts.set(host, address ?? "");
  const lines = [...hosts].map(([name, at]) => `${at === "" ? "#" : at} ${name}`.padEnd(120));
  const file = openSync("/run/hosts", "r+");
  writeSync(file, `${["127.0.0.1 localhost".padEnd(120), ...lines].join("\n")}\n`);
  closeSync(file);
}

function ip(...args: readonly string[]): void {
  execFileSync("ip", args);
}
