import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

const scripts = "apps/zookeeper/container";
let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "zookeeper-"));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

describe("start-zookeeper.sh", () => {
  beforeEach(() => {
    writeFileSync(join(directory, "zoo.cfg"), `dataDir=${directory}/data\ndataLogDir=${directory}/data/log\n`);
    writeFileSync(join(directory, "zkServer.sh"), '#!/bin/sh\necho "$@ $SERVER_JVMFLAGS"\n');
    chmodSync(join(directory, "zkServer.sh"), 0o755);
  });

  test("makes the directories of a new volume and runs the server in the foreground", async () => {
    const { code, stdout } = await start("zk-0");
    expect(code).toBe(0);
    expect(stdout).toBe(`start-foreground -Djava.security.properties=${directory}/java.security \n`);
    expect(["data/version-2", "data/log/version-2"].every((path) => existsSync(join(directory, path)))).toBe(true);
  });

  test.each([
    ["zk-0", "1\n"],
    ["zk-9", "10\n"],
    ["eu-zk-08", "9\n"],
  ])("the server of pod %s has the number of its ordinal plus one", async (pod, myid) => {
    await start(pod);
    expect(readFileSync(join(directory, "data/myid"), "utf8")).toBe(myid);
  });

  test("a number that a restored volume brings is overwritten", async () => {
    await start("zk-4");
    await start("zk-2");
    expect(readFileSync(join(directory, "data/myid"), "utf8")).toBe("3\n");
  });

  test("a volume that has served and lost its data stays without, so that the server refuses to start", async () => {
    mkdirSync(join(directory, "data"));
    writeFileSync(join(directory, "data/myid"), "1\n");
    await start("zk-0");
    expect(existsSync(join(directory, "data/version-2"))).toBe(false);
  });

  test.each(["zk", "zk-", "zk-a"])("a host that is no StatefulSet's pod, %s, is refused", async (host) => {
    const { code, stderr } = await start(host);
    expect(code).toBe(1);
    expect(stderr).toContain(`'${host}'`);
    expect(existsSync(join(directory, "data"))).toBe(false);
  });

  describe("with Secrets", () => {
    const key = "-----BEGIN PRIVATE KEY-----\nkey\n-----END PRIVATE KEY-----\n";
    const certificate = "-----BEGIN CERTIFICATE-----\nchain\n-----END CERTIFICATE-----\n";

    beforeEach(() => mkdirSync(join(directory, "run")));

    test("key and certificates are in one file that nobody else may read, their authority in another", async () => {
      secret("quorum-tls", { "tls.key": key, "tls.crt": certificate, "ca.crt": "authority\n" });
      expect((await start("zk-0")).code).toBe(0);
      expect(readFileSync(join(directory, "run/quorum-tls.pem"), "utf8")).toBe(key + certificate);
      expect(readFileSync(join(directory, "run/quorum-tls-ca.pem"), "utf8")).toBe("authority\n");
      expect(statSync(join(directory, "run/quorum-tls.pem")).mode & 0o777).toBe(0o600);
    });

    test("a container that restarts in its pod has the certificate of today", async () => {
      secret("client-tls", { "tls.key": key, "tls.crt": "old", "ca.crt": "authority\n" });
      await start("zk-0");
      secret("client-tls", { "tls.key": key, "tls.crt": "new", "ca.crt": "authority\n" });
      await start("zk-0");
      expect(readFileSync(join(directory, "run/client-tls.pem"), "utf8")).toBe(`${key}new`);
    });

    test("a key in an encoding that ZooKeeper cannot read is refused, and not shown", async () => {
      const wrong = "-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----\n";
      secret("client-tls", { "tls.key": wrong, "tls.crt": certificate, "ca.crt": "" });
      const { code, stdout, stderr } = await start("zk-0");
      expect([code, stdout]).toEqual([1, ""]);
      expect(stderr).toContain("openssl pkcs8");
      expect(stderr).not.toContain("abc");
    });

    test("a Secret without its authority stops the start", async () => {
      secret("client-tls", { "tls.key": key, "tls.crt": certificate });
      const { code, stdout, stderr } = await start("zk-0");
      expect([code, stdout]).toEqual([1, ""]);
      expect(stderr).toContain("client-tls/ca.crt");
    });

    test("the super user's digest is in no command line", async () => {
      secret("super-digest", { superDigest: "super:c2VjcmV0=" });
      const { stdout } = await start("zk-0");
      expect(stdout).toContain(` @${directory}/run/super-digest.jvm\n`);
      expect(readFileSync(join(directory, "run/super-digest.jvm"), "utf8")).toBe(
        "-Dzookeeper.DigestAuthenticationProvider.superDigest=super:c2VjcmV0=\n",
      );
    });

    test("the server logs in with the JAAS file of its Secret", async () => {
      secret("jaas", { "jaas.conf": "Server {};" });
      const { stdout } = await start("zk-0");
      expect(stdout).toContain(` -Djava.security.auth.login.config=${directory}/secrets/jaas/jaas.conf\n`);
    });

    function secret(name: string, files: Record<string, string>) {
      mkdirSync(join(directory, "secrets", name), { recursive: true });
      for (const [file, text] of Object.entries(files)) writeFileSync(join(directory, "secrets", name, file), text);
    }
  });

  function start(host: string) {
    return run("start-zookeeper.sh", [], {
      HOSTNAME: host,
      ZOOCFGDIR: directory,
      ZOO_SECRETS_DIR: join(directory, "secrets"),
      ZOO_RUN_DIR: join(directory, "run"),
      PATH: `${directory}:${process.env["PATH"]}`,
    });
  }
});

describe("zookeeper-metrics.sh", () => {
  const metrics = "zk_version\t3.9.5-1234, built on 2026-01-01\nzk_server_state\tfollower\n";

  test.each([
    ["argument", (port: string) => ({ args: [port], env: { CLIENT_PORT: "1" } })],
    ["environment variable", (port: string) => ({ args: [], env: { CLIENT_PORT: port } })],
  ])("prints the metrics of the server on the port of its %s, as the server gives them", async (_, given) => {
    let question = "";
    const port = await listen((word) => {
      question = word;
      return metrics;
    });
    const { args, env } = given(port.number);
    expect(await run("zookeeper-metrics.sh", args, env)).toEqual({ code: 0, stdout: metrics, stderr: "" });
    expect(question).toBe("mntr");
    await port.close();
  });

  test("shows what a server without a quorum says, and fails", async () => {
    const waiting = "This ZooKeeper instance is not currently serving requests\n";
    const port = await listen(() => waiting);
    expect(await run("zookeeper-metrics.sh", [port.number], {})).toMatchObject({ code: 1, stdout: waiting });
    await port.close();
  });
});

describe("probes", () => {
  const serving = "Zookeeper version: 3.9.5\nMode: follower\nNode count: 5\n";
  const waiting = "This ZooKeeper instance is not currently serving requests\n";

  test.each([
    ["ready", serving, 0],
    ["ready", waiting, 1],
    ["ready", "", 1],
    ["alive", "imok", 0],
    ["alive", "", 1],
  ])("zookeeper-%s: to the answer %j the exit code is %i", async (probe, answer, exit) => {
    const { code, question } = await ask(`zookeeper-${probe}.sh`, answer);
    expect(question).toBe(probe === "ready" ? "srvr" : "ruok");
    expect(code).toBe(exit);
  });

  test.each(["ready", "alive"])("zookeeper-%s: a server that does not listen fails the probe", async (probe) => {
    const port = await listen(() => "");
    await port.close();
    expect((await run(`zookeeper-${probe}.sh`, [port.number], {})).code).toBe(1);
  });

  async function ask(script: string, answer: string) {
    let question = "";
    const port = await listen((word) => {
      question = word;
      return answer;
    });
    const { code } = await run(script, [port.number], {});
    await port.close();
    return { code, question };
  }
});

/** Answers the first words of each connection, as ZooKeeper does, and closes it. */
async function listen(answer: (word: string) => string) {
  const server = createServer((socket) => {
    socket.once("data", (word) => socket.end(answer(word.toString())));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("not listening on a port");
  return { number: String(address.port), close: () => new Promise((resolve) => server.close(resolve)) };
}

function run(script: string, args: readonly string[], env: Record<string, string>) {
  return new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    const child = spawn("bash", [join(scripts, script), ...args], { detached: true, env: { ...process.env, ...env } });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (text) => {
      stdout += text;
    });
    child.stderr.on("data", (text) => {
      stderr += text;
    });
    // what the script has started in the background ends with it, as it does in a container
    child.on("exit", () => endGroup(child.pid));
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
}

function endGroup(leader: number | undefined) {
  try {
    if (leader !== undefined) process.kill(-leader, "SIGKILL");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
