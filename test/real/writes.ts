import type { Client, Writer } from "./client.ts";
import type { Ensemble } from "./ensemble.ts";
import { seconds } from "./figures.ts";
import { until } from "./until.ts";

/** A client of all servers that has begun to write. */
export async function busyWriter(client: Client, servers: Ensemble): Promise<Writer> {
  const writer = client.write(servers.connectString());
  await moreWrites(writer);
  return writer;
}

/** Waits until the client has had some more writes acknowledged. */
export async function moreWrites({ acknowledged }: Writer): Promise<void> {
  const before = acknowledged.size;
  await until("a client's writes are acknowledged", 30, async () => acknowledged.size >= before + 20);
}

/** The acknowledged writes that at least one of the running servers does not have. */
export async function lostWrites(client: Client, servers: Ensemble, writer: Writer): Promise<readonly string[]> {
  const stored = await Promise.all([...servers.pods.values()].map(({ address }) => client.read(`${address}:2181`)));
  return [...writer.acknowledged.keys()].filter((name) => stored.some((names) => !names.has(name)));
}

/** What a summary says of a writer. */
export function writerFigures({ acknowledged }: Writer, lost: readonly string[]) {
  const times = [...acknowledged.values()];
  const pauses = times.slice(1).map((time, index) => time - (times[index] ?? time));
  return {
    "writes acknowledged": String(acknowledged.size),
    lost: String(lost.length),
    "longest pause of the client": seconds(Math.max(0, ...pauses)),
  };
}
