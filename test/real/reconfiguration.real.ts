import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { manifests } from "../../apps/zookeeper/resources/manifests.ts";
import type { Manifest } from "../../compiler/kubernetes/manifest.ts";
import demo from "../../environments/demo.ts";
import { optionsOf } from "../zookeeper/options-of.ts";
import { type Client, startClient } from "./client.ts";
import { type Ensemble, ensemble } from "./ensemble.ts";
import { measured, seconds } from "./figures.ts";
import { runJob } from "./job.ts";
import { busyWriter, lostWrites, moreWrites, writerFigures } from "./writes.ts";

let client: Client;
let servers: Ensemble;

beforeAll(async () => {
  client = await startClient();
  servers = ensemble();
  await servers.apply(dynamic(3));
});
afterAll(async () => {
  await servers.end();
  await client.end();
});

test("a Job whose membership is not the live one changes nothing", async () => {
  const { code, log } = await runJob(dynamic(1, 2));
  expect(log).toContain("the voters are 1 2 3, neither 1 nor 1 2");
  expect(code).toBe(1);
  expect(await voters()).toBe(3);
});

test("3 → 5 → 3 voters by the Jobs: no server restarts, and no acknowledged write is lost", async ({ task }) => {
  const writer = await busyWriter(client, servers);
  const first = [0, 1, 2].map(servers.pod);
  for (const [from, to] of [
    [3, 5],
    [5, 3],
  ] as const) {
    const start = performance.now();
    await servers.apply(dynamic(from, to));
    const outcome = await runJob(dynamic(from, to));
    expect(outcome.code, outcome.log).toBe(0);
    expect(await voters()).toBe(to);
    await servers.apply(dynamic(to));
    measured(task, { [`${from} → ${to}`]: seconds(performance.now() - start) });
    await moreWrites(writer);
  }
  expect([0, 1, 2].map(servers.pod)).toEqual(first);
  await writer.stop();
  const lost = await lostWrites(client, servers, writer);
  measured(task, writerFigures(writer, lost));
  expect(lost).toEqual([]);
});

test("every server restarts with the membership that it has kept", async () => {
  await servers.restart();
  expect(await voters()).toBe(3);
});

/** The objects of demo with dynamic membership on its way from a number of voters to another, and the super user. */
function dynamic(count: number, scalingTo?: number): readonly Manifest[] {
  const password = "password-of-the-test";
  const digest = createHash("sha1").update(`super:${password}`).digest("base64");
  const stringData = { superPassword: password, superDigest: `super:${digest}` };
  const secret = { apiVersion: "v1", kind: "Secret", metadata: { name: "zk-super" }, stringData };
  const options = { membership: "dynamic", servers: count, authentication: { superDigestSecret: "zk-super" } } as const;
  const layer = demo.extend(scalingTo === undefined ? options : { ...options, scalingTo });
  return [...manifests(optionsOf(layer)), secret];
}

/** How many servers vote, as the leader says. */
async function voters(): Promise<number> {
  const [leader = Number.NaN] = await servers.leaders();
  const { stdout } = await servers.pod(leader).exec("zookeeper-metrics");
  return Number(/^zk_quorum_size\t(\d+)/m.exec(stdout)?.[1]);
}
