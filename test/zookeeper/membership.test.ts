import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import type { Options } from "../../apps/zookeeper/options.ts";
import { manifests } from "../../apps/zookeeper/resources/manifests.ts";
import { serverLines } from "../../apps/zookeeper/resources/server-list.ts";
import { rules } from "../../apps/zookeeper/rules/rules.ts";
import type { Fields } from "../../compiler/language/types.ts";
import { optionsWith } from "./options-of.ts";

const dynamic = (fields: Fields<Options>) =>
  optionsWith({ membership: "dynamic", authentication: { superDigestSecret: "super" }, ...fields });
const line = (server: number, role: string) => `server.${server}=zk-${server - 1}.zk-hs:2888:3888:${role};2181`;
const lines = (voters: readonly number[], observers: readonly number[] = []) =>
  [...voters.map((one) => line(one, "participant")), ...observers.map((one) => line(one, "observer")), ""].join("\n");

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "membership-"));
  onTestFinished(() => rmSync(directory, { recursive: true }));
});

function write(path: string, text: string, mode = 0o644): void {
  writeFileSync(join(directory, path), text);
  chmodSync(join(directory, path), mode);
}

function run(script: string, args: readonly string[], env: Record<string, string>) {
  const PATH = `${directory}:${process.env["PATH"]}`;
  return spawnSync("bash", [`apps/zookeeper/container/${script}`, ...args], {
    env: { ...process.env, PATH, ...env },
    encoding: "utf8",
  });
}

describe("the objects", () => {
  const named = (options: Options, kind: string, name: string) =>
    manifests(options).find((one) => one.kind === kind && one.metadata.name.startsWith(name));

  test("servers that join are observers in the list, and a Job makes them voters", () => {
    const options = dynamic({ servers: 3, scalingTo: 5 });
    const servers = JSON.stringify(named(options, "ConfigMap", "zk-servers"));
    expect(servers.match(/server\.\d[^;]*:\w+;/g)?.map((one) => one.replace(/=.*:/, " "))).toEqual([
      "server.1 participant;",
      "server.2 participant;",
      "server.3 participant;",
      "server.4 observer;",
      "server.5 observer;",
    ]);
    expect(JSON.stringify(named(options, "Job", "zk-voters-3-to-5-"))).toContain('["zookeeper-reconfigure","3","5"]');
    expect(manifests(dynamic({ servers: 3 })).some(({ kind }) => kind === "Job")).toBe(false);
  });

  test("where a scaling is taken back, servers without data do not take each other for voters", () => {
    const roles = (fields: Fields<Options>) => serverLines(dynamic(fields)).map((one) => /:(\w+);/.exec(one)?.[1]);
    expect(roles({ servers: 9, scalingTo: 3 })).toEqual(roles({ servers: 3, scalingTo: 9 }));
    expect(roles({ servers: 4, scalingTo: 3 })).toEqual([...Array(3).fill("participant"), "observer"]);
  });

  test("no step of scaling restarts a pod", () => {
    const template = (fields: Fields<Options>) => {
      const set = named(dynamic(fields), "StatefulSet", "zk");
      return JSON.stringify(set?.["spec"]).match(/"template":.*/)?.[0];
    };
    expect(template({ servers: 3, scalingTo: 5 })).toBe(template({ servers: 3 }));
    expect(template({ servers: 5 })).toBe(template({ servers: 3 }));
  });

  test("another Job has another name, at most as long as a label", () => {
    const name = (fields: Fields<Options>) =>
      manifests(dynamic({ name: "z".repeat(52), servers: 253, scalingTo: 255, ...fields })).at(-1)?.metadata.name ?? "";
    expect(name({}).length).toBeLessThanOrEqual(63);
    expect(name({ image: "zookeeper:3.9.6" })).not.toBe(name({}));
  });

  test("Services select servers and not the Job's pods, a NetworkPolicy lets these in", () => {
    const options = dynamic({ servers: 3, scalingTo: 5, networkPolicy: { enabled: true } });
    expect(JSON.stringify(named(options, "Job", "zk"))).not.toMatch(/"template":{"metadata":{"labels":{"app":/);
    expect(JSON.stringify(named(options, "NetworkPolicy", "zk"))).toContain(
      '"app.kubernetes.io/component":"reconfigure"',
    );
  });

  test("without a super user, or without a port for the Job, it is refused", () => {
    const broken = (options: Options) => rules.flatMap((rule) => (rule.check(options).length > 0 ? [rule.code] : []));
    expect(broken(optionsWith({ membership: "dynamic" }))).toEqual(["zookeeper/dynamic-membership"]);
    expect(broken(dynamic({ tls: { clients: { mode: "require" } } }))).toContain("zookeeper/dynamic-membership");
  });
});

describe("start-zookeeper.sh", () => {
  const persisted = (text: string) => {
    mkdirSync(join(directory, "data/membership"), { recursive: true });
    write("data/membership/zoo.cfg", `dynamicConfigFile=${directory}/data/membership/zoo.cfg.dynamic.100000004\n`);
    write("data/membership/zoo.cfg.dynamic.100000004", text);
  };

  /** The list of servers with which the server of a pod starts. */
  function listOf(host: string, servers: string, reconfigEnabled = true): string {
    const config = reconfigEnabled ? "reconfigEnabled=true\n" : "";
    write("zoo.cfg", `dataDir=${directory}/data\ndataLogDir=${directory}/data/log\n${config}`);
    write("servers", servers);
    write("zkServer.sh", '#!/bin/sh\necho "$2"\n', 0o755);
    const { status, stdout, stderr } = run("start-zookeeper.sh", [], { HOSTNAME: host, ZOOCFGDIR: directory });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const file = stdout.trim();
    if (!reconfigEnabled) return file;
    expect(file).toBe(`${directory}/data/membership/zoo.cfg`);
    const [, list = ""] = /^dynamicConfigFile=(.*)$/m.exec(readFileSync(file, "utf8")) ?? [];
    return readFileSync(list, "utf8");
  }

  test("a server of a new ensemble begins with all voters", () => {
    expect(listOf("zk-1", lines([1, 2, 3]))).toBe(lines([1, 2, 3]));
  });

  test("one that joins begins with the voters and itself, and not with others that join", () => {
    expect(listOf("zk-4", lines([1, 2, 3], [4, 5]))).toBe(lines([1, 2, 3], [5]));
  });

  test("a member keeps the list that the ensemble gave it, under the settings of today", () => {
    persisted(lines([1, 2, 3, 4, 5]));
    expect(listOf("zk-4", lines([1, 2, 3]))).toBe(lines([1, 2, 3, 4, 5]));
    expect(readFileSync(join(directory, "data/membership/zoo.cfg"), "utf8")).toContain("reconfigEnabled=true");
  });

  test("one that is not in its own list, not added yet or removed, starts without a vote", () => {
    persisted(lines([1, 2, 3]));
    expect(listOf("zk-4", lines([1, 2, 3, 4, 5]))).toBe(lines([1, 2, 3, 4], [5]));
  });

  test("10 is not taken for 1", () => {
    expect(listOf("zk-0", lines([2, 3, 10], [1, 11]))).toBe(lines([2, 3, 10], [1]));
  });

  test("with a static list again, the ensemble's own list is gone for good", () => {
    persisted(lines([1, 2, 3, 4, 5]));
    expect(listOf("zk-0", "", false)).toBe("");
    expect(existsSync(join(directory, "data/membership"))).toBe(false);
  });
});

describe("zookeeper-reconfigure.sh", () => {
  // an ensemble of one file: `config` prints it, `reconfig` counts its version up and sets the voters
  const client = `#!/usr/bin/env bash
cd "$(dirname "$0")"
[[ "\${!#}" == config ]] && { echo "a line of the log"; cat live; exit; }
while read -r command; do
  echo "$command" >>commands
  case $command in
    create*) echo "Created /zookeeper-reconfigure-0000000001" ;;
    reconfig*) echo "KeeperErrorCode after $(head -1 commands)"; cat after >live; exit 1 ;;
  esac
done
`;

  /** Runs the script in an ensemble with these voters, which has those after a reconfig. */
  function reconfigure(
    from: number,
    to: number,
    live: readonly number[],
    after: readonly number[],
    password = "secret-word\n",
  ) {
    write("zkCli.sh", client, 0o755);
    write("sleep", "#!/bin/sh\n", 0o755);
    write("servers", lines([1, 2, 3], [4, 5]));
    write("password", password);
    write("live", `${lines(live)}version=100000004\n`);
    write("after", `${lines(after)}version=100000009\n`);
    write("commands", "");
    const env = {
      ZOO_SERVERS_FILE: `${directory}/servers`,
      ZOO_SUPER_PASSWORD_FILE: `${directory}/password`,
    };
    const { status, stdout, stderr } = run("zookeeper-reconfigure.sh", [String(from), String(to)], env);
    return { status, log: stdout + stderr, commands: readFileSync(join(directory, "commands"), "utf8") };
  }

  test("adds servers on the condition of the version that it saw, and writes through the new voters", () => {
    const { status, log, commands } = reconfigure(3, 5, [1, 2, 3], [1, 2, 3, 4, 5]);
    expect({ status, log }).toMatchObject({ status: 0, log: expect.stringContaining("the voters are 1 2 3 4 5") });
    const added = [4, 5].map((server) => line(server, "participant")).join(",");
    expect(commands.split("\n")[1]).toBe(`reconfig -v 100000004 -add ${added}`);
    expect(commands).toContain("create -e -s");
  });

  test("removes servers, whatever the answer was", () => {
    const { status, commands } = reconfigure(5, 3, [1, 2, 3, 4, 5], [1, 2, 3]);
    expect(status).toBe(0);
    expect(commands).toContain("reconfig -v 100000004 -remove 4,5\n");
  });

  test("changes nothing that is done already", () => {
    const { status, commands } = reconfigure(3, 5, [1, 2, 3, 4, 5], []);
    expect(status).toBe(0);
    expect(commands).not.toContain("reconfig -v");
  });

  test("takes a scaling back that has not changed the voters yet", () => {
    const { status, commands } = reconfigure(5, 3, [1, 2, 3], []);
    expect(status).toBe(0);
    expect(commands).not.toContain("reconfig -v");
  });

  test.each([[[1, 2]], [[1, 2, 4]], [[1, 2, 3, 4]], [[1, 2, 3, 4, 5, 6]]])("stops where %j vote", (live) => {
    const { status, log, commands } = reconfigure(3, 5, live, []);
    expect({ status, commands }).toEqual({ status: 1, commands: "" });
    expect(log).toContain(`the voters are ${live.join(" ")}, neither 1 2 3 nor 1 2 3 4 5`);
  });

  test("gives up where the ensemble does not do it, and never prints the password", () => {
    const { status, log } = reconfigure(5, 3, [1, 2, 3, 4, 5], [1, 2, 3, 4, 5]);
    expect(status).toBe(1);
    expect(log).toContain("gave up");
    expect(log).toContain("KeeperErrorCode after addauth digest super:…");
    expect(log).not.toContain("secret-word");
  });

  test("refuses a password that zkCli.sh would send in part, and does not print it", () => {
    const { status, log, commands } = reconfigure(3, 5, [1, 2, 3], [1, 2, 3, 4, 5], "secret word");
    expect({ status, commands }).toEqual({ status: 1, commands: "" });
    expect(log).toContain("superPassword has white space in it");
    expect(log).not.toContain("secret");
  });
});
