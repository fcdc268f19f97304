import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Client, startClient } from "./client.ts";
import { type Ensemble, ensemble, untilReady } from "./ensemble.ts";
import { rendered } from "./environments.ts";
import { measured, seconds } from "./figures.ts";
import { until } from "./until.ts";
import { busyWriter, lostWrites, moreWrites, writerFigures } from "./writes.ts";

let client: Client;

beforeAll(async () => {
  client = await startClient();
});
afterAll(() => client.end());

describe.each(["demo", "prod"])("the ensemble of %s", (environment) => {
  let servers: Ensemble;

  beforeAll(() => {
    servers = ensemble();
  });
  afterAll(() => servers.end());

  test("gets a quorum, in which every server is ready", async ({ task }) => {
    const start = performance.now();
    await servers.apply(await rendered(environment));
    measured(task, { "time to quorum": seconds(performance.now() - start) });
    expect(await servers.leaders()).toHaveLength(1);
  });

  test("zookeeper-metrics prints what mntr says", async () => {
    const { code, stdout } = await servers.pod(0).exec("zookeeper-metrics");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^zk_version\t3\.9\.5/m);
    expect(stdout).toMatch(/^zk_server_state\t(leader|follower)$/m);
  });

  test("survives its leader's death: another leads, and no acknowledged write is lost", async ({ task }) => {
    const writer = await busyWriter(client, servers);
    const [leader = Number.NaN] = await servers.leaders();
    const died = Date.now();
    await servers.kill(leader);
    await until("another server leads", 30, async () => (await servers.leaders()).length === 1);
    const elected = Date.now();
    await untilReady(await servers.start(leader));
    await moreWrites(writer);
    await writer.stop();
    const lost = await lostWrites(client, servers, writer);
    measured(task, { "fail-over": seconds(elected - died), ...writerFigures(writer, lost) });
    expect(lost).toEqual([]);
  });

  test("serves during a rolling restart, and no acknowledged write is lost", async ({ task }) => {
    const writer = await busyWriter(client, servers);
    await servers.restart();
    await moreWrites(writer);
    await writer.stop();
    const lost = await lostWrites(client, servers, writer);
    measured(task, writerFigures(writer, lost));
    expect(lost).toEqual([]);
  });

  test("a server without a quorum is alive and not ready, until there is one again", async () => {
    const [survivor = Number.NaN, ...others] = [...servers.pods.keys()];
    await Promise.all(others.map((ordinal) => servers.kill(ordinal)));
    const pod = servers.pod(survivor);
    await until("the survivor is not ready", 30, async () => !(await pod.isReady()));
    expect(await pod.isAlive()).toBe(true);
    await servers.stop(survivor);
    const restarted = await servers.start(survivor);
    await until("the survivor waits, restarted", 30, () => restarted.isAlive());
    expect(await restarted.isReady()).toBe(false);
    await Promise.all(others.map(servers.start));
    await Promise.all([...servers.pods.values()].map((pod) => untilReady(pod)));
  });
});
