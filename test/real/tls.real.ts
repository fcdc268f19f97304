import { connect, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { afterAll, beforeAll, expect, test } from "vitest";
import { manifests } from "../../apps/zookeeper/resources/manifests.ts";
import type { Manifest } from "../../compiler/kubernetes/manifest.ts";
import demo from "../../environments/demo.ts";
import { optionsOf } from "../zookeeper/options-of.ts";
import { authority } from "./certificates.ts";
import { type Client, startClient } from "./client.ts";
import { type Ensemble, ensemble } from "./ensemble.ts";
import { measured } from "./figures.ts";
import { until } from "./until.ts";
import { busyWriter, lostWrites, moreWrites, writerFigures } from "./writes.ts";

const certificates = authority();
const secrets = certificates.secrets(objects("require", "require"));
let client: Client;
let servers: Ensemble;

beforeAll(async () => {
  client = await startClient();
  servers = ensemble();
  await servers.apply(secured("off", "off"));
});
afterAll(async () => {
  await servers.end();
  await client.end();
});

test("TLS comes to a running ensemble in three roll-outs, and no acknowledged write is lost", async ({ task }) => {
  const writer = await busyWriter(client, servers);
  await servers.apply(secured("allow", "allow"));
  await servers.apply(secured("allow", "prefer"));
  await servers.apply(secured("allow", "require"));
  await moreWrites(writer);
  await writer.stop();
  const lost = await lostWrites(client, servers, writer);
  measured(task, writerFigures(writer, lost));
  expect(lost).toEqual([]);
});

test("the client port of TLS answers over TLS, and not in plain text", async () => {
  expect(await overTls(2281, "srvr")).toContain("Mode: ");
  expect(await inPlainText(2281, "srvr\n")).not.toContain("Mode: ");
});

test("where TLS is required of clients, only the pod itself reaches the plain port", async () => {
  await servers.apply(secured("require", "require"), { partition: 2 });
  expect(await servers.pod(2).isReady()).toBe(true);
  await expect(inPlainText(2181, "srvr")).rejects.toThrow("ECONNREFUSED");
});

test("a server that speaks plain text does not get into the quorum", async () => {
  await servers.apply(secured("off", "off"), { partition: 3 });
  const before = servers.pod(0).log().length;
  await servers.replace(2);
  await until("zk-0 refuses zk-2", 30, async () =>
    servers.pod(0).log().slice(before).includes("Blocked insecure connection attempt"),
  );
  expect(await servers.pod(2).isAlive()).toBe(true);
  expect(await servers.pod(2).isReady()).toBe(false);
});

type Mode = "off" | "allow" | "prefer" | "require";

/** The objects of demo with TLS, and the Secrets that cert-manager would have made. */
function secured(clients: Exclude<Mode, "prefer">, quorum: Mode): readonly Manifest[] {
  return [...objects(clients, quorum), ...secrets];
}

function objects(clients: Exclude<Mode, "prefer">, quorum: Mode): readonly Manifest[] {
  const issuer = { name: "test", kind: "Issuer" } as const;
  return manifests(
    optionsOf(demo.extend({ tls: { clients: { mode: clients, issuer }, quorum: { mode: quorum, issuer } } })),
  );
}

/** What zk-2, whose certificate has to be for its name, answers to a word over TLS. */
function overTls(port: number, word: string): Promise<string> {
  const { address, host } = servers.pod(2);
  return answer(connectTls({ host: address, port, servername: host, ...certificates.client() }), word);
}

/** What zk-2 answers to a word in plain text; nothing where it closes the connection. */
function inPlainText(port: number, word: string): Promise<string> {
  return answer(connect(port, servers.pod(2).address), word);
}

function answer(socket: Socket, word: string): Promise<string> {
  socket.write(word);
  return new Promise<string>((resolve, reject) => {
    socket
      .once("data", (bytes) => resolve(bytes.toString()))
      .once("close", () => resolve(""))
      .once("error", reject);
  }).finally(() => socket.destroy());
}
