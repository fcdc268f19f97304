import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Client, startClient } from "./client.ts";
import { statefulSetOf } from "./container.ts";
import { type Ensemble, ensemble, untilReady } from "./ensemble.ts";
import { rendered } from "./environments.ts";
import { measured, seconds } from "./figures.ts";
import { until } from "./until.ts";
import { busyWriter, lostWrites, moreWrites, writerFigures } from "./writes.ts";

describe.each(["demo", "prod"])("the ensemble of %s", (environment) => {
  let client: Client;
  let servers: Ensemble;

  beforeAll(async () => {
    client = await startClient();
    servers = ensemble();
  });
  afterAll(async () => {
    await servers.end();
    await client.end();
  });

  test("gets a quorum, in which every server is ready", async ({ task }) => {
    const start = performance.now();
    await servers.apply(await rendered(environment));
    measured(task, { "time to quorum": seconds(performance.now() - start) });
    expect(await servers.leaders()).toHaveLength(1);
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
});

describe("a server of demo", () => {
  let servers: Ensemble;
  let image: string;

  beforeAll(async () => {
    servers = ensemble();
    const objects = await rendered("demo");
    image = statefulSetOf(objects).spec.template.spec.containers[0].image;
    await servers.apply(objects);
  });
  afterAll(() => servers.end());

  test("zookeeper-metrics prints what mntr says", async () => {
    const { code, stdout } = await servers.pod(0).exec("zookeeper-metrics");
    expect(code).toBe(0);
    // The server is the one that the image has.
    const version = image.split(":").at(-1);
    expect(stdout).toContain(`zk_version\t${version}-`);
    expect(stdout).toMatch(/^zk_server_state\t(leader|follower)$/m);
  });

  test("is alive and not ready without a quorum, until there is one again", async () => {
    await Promise.all([servers.kill(1), servers.kill(2)]);
    const survivor = servers.pod(0);
    await until("the survivor is not ready", 30, async () => !(await survivor.isReady()));
    expect(await survivor.isAlive()).toBe(true);

    await servers.replace(0);
    const restarted = servers.pod(0);
    await until("the survivor waits, restarted", 30, () => restarted.isAlive());
    expect(await restarted.isReady()).toBe(false);

    await Promise.all([servers.start(1), servers.start(2)]);
    await Promise.all([...servers.pods.values()].map((pod) => untilReady(pod)));
  });

  test("keeps the snapshots that it is told to, and purges older ones when it starts", async () => {
    const directory = "$(sed -n 's/^dataDir=//p' /conf/zoo.cfg)/version-2";
    const inDirectory = async (script: string) => {
      const { stdout } = await servers.pod(0).exec("sh", "-c", `cd ${directory} && ${script}`);
      return stdout.trim().split("\n");
    };
    // Epoch 0: older than whatever a leader has taken part in.
    await inDirectory("cp $(ls snapshot.* | head -1) old && for zxid in 1 2 3 4 5 6; do cp old snapshot.$zxid; done");
    await servers.replace(0);
    await untilReady(servers.pod(0));
    await until("the oldest are gone", 30, async () => (await inDirectory("ls -d snapshot.[0-3]")).join() === "");
    expect((await inDirectory("ls snapshot.*")).length).toBeGreaterThanOrEqual(3);
  });
});
