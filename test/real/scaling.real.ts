import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { manifests } from "../../apps/zookeeper/resources/manifests.ts";
import type { Manifest } from "../../compiler/kubernetes/manifest.ts";
import demo from "../../environments/demo.ts";
import { optionsOf } from "../zookeeper/options-of.ts";
import { type Client, startClient } from "./client.ts";
import { type Ensemble, ensemble } from "./ensemble.ts";
import { measured, seconds } from "./figures.ts";
import { until } from "./until.ts";
import { busyWriter, lostWrites, moreWrites, writerFigures } from "./writes.ts";

let client: Client;
let servers: Ensemble;

beforeAll(async () => {
  client = await startClient();
});
afterAll(() => client.end());
beforeEach(async () => {
  servers = ensemble();
  await servers.apply(demoOf(3));
});
afterEach(() => servers.end());

test("3 → 4 → 5 → 4 → 3 servers, one at a time: no acknowledged write is lost", async ({ task }) => {
  await leadBy(2);
  const writer = await busyWriter(client, servers);
  for (const [from, to] of [
    [3, 4],
    [4, 5],
    [5, 4],
    [4, 3],
  ] as const) {
    const start = performance.now();
    let stalls = 0;
    const onStall = async () => {
      stalls += 1;
      await deleteLeader();
    };
    await servers.apply(demoOf(to), { onStall });
    const helped = stalls > 0 ? " and the leader deleted once" : "";
    measured(task, { [`${from} → ${to}`]: `${seconds(performance.now() - start)}${helped}` });
    await moreWrites(writer);
  }
  await writer.stop();
  const lost = await lostWrites(client, servers, writer);
  measured(task, writerFigures(writer, lost));
  expect(lost).toEqual([]);
});

test("3 → 5 servers at once, which Overlayer refuses: two leaders take writes, and acknowledged ones are lost", async ({
  task,
}) => {
  await leadBy(2);
  const old = client.write(addresses(0, 1));
  await moreWrites(old);
  await servers.apply(demoOf(5), { partition: 2 });
  const added = client.write(addresses(3, 4));
  await until("two servers lead", 60, async () => (await servers.leaders()).length > 1);
  await Promise.all([moreWrites(old), moreWrites(added)]);
  const leaders = await servers.leaders();
  await servers.apply(demoOf(5));
  await Promise.all([old.stop(), added.stop()]);
  const lost = [...(await lostWrites(client, servers, old)), ...(await lostWrites(client, servers, added))];
  measured(task, {
    "leaders at once": leaders.map((ordinal) => `zk-${ordinal}`).join(" and "),
    lost: String(lost.length),
  });
  expect(leaders).toHaveLength(2);
  expect(lost).not.toEqual([]);
});

/** The objects of demo with another number of servers, which a rule about even numbers would refuse for good reason. */
function demoOf(count: number): readonly Manifest[] {
  return manifests(optionsOf(demo.extend({ servers: count })));
}

/** Restarts leaders until the one with the highest number among equals leads, as it does after most starts. */
async function leadBy(ordinal: number): Promise<void> {
  while (!(await servers.leaders()).includes(ordinal)) {
    await deleteLeader();
    await until("a server leads", 30, async () => (await servers.leaders()).length === 1);
  }
}

async function deleteLeader(): Promise<void> {
  for (const leader of await servers.leaders()) await servers.replace(leader);
}

function addresses(...ordinals: readonly number[]): string {
  return ordinals.map((ordinal) => `${servers.pod(ordinal).address}:2181`).join(",");
}
