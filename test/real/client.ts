import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { javaArguments } from "./java.ts";
import { until } from "./until.ts";

/** ZooKeeper's own client in one Java process, so that no client has to wait for a Java to start. */
export interface Client {
  /** Writes numbered znodes one after another, whatever happens to the servers, until it is stopped. */
  write(servers: string): Writer;
  /** The names of all znodes as one of the servers sees them. */
  read(servers: string): Promise<ReadonlySet<string>>;
  end(): Promise<void>;
}

/** A client that writes. */
export interface Writer {
  /** The znodes whose creation was acknowledged, and when, in milliseconds. */
  readonly acknowledged: ReadonlyMap<string, number>;
  stop(): Promise<void>;
}

/** Starts the process; it ends with `end`. */
export async function startClient(): Promise<Client> {
  const java = spawn("java", javaArguments("test/real/client/Client.java"), { stdio: ["pipe", "pipe", "inherit"] });
  const writers = new Map<string, Map<string, number>>();
  const answers = new Map<string, readonly string[]>();
  createInterface(java.stdout).on("line", (line) => {
    const [word = "", name = "", ...rest] = line.split(" ");
    if (word === "acknowledged") writers.get(name)?.set(`${name}-${rest[0]}`, Number(rest[1]));
    else answers.set(`${word} ${name}`.trim(), rest);
  });
  const answered = async (answer: string, name: string): Promise<readonly string[]> => {
    await until(
      `the client answers "${answer} ${name}"`,
      60,
      async () => answers.has(`${answer} ${name}`.trim()) || answers.has(`failed ${name}`),
    );
    const failure = answers.get(`failed ${name}`);
    if (failure !== undefined) throw new Error(failure.join(" "));
    return answers.get(`${answer} ${name}`.trim()) ?? [];
  };
  await answered("started", "");

  let requests = 0;
  return {
    write: (servers) => {
      requests += 1;
      const name = `write${requests}`;
      const acknowledged = new Map<string, number>();
      writers.set(name, acknowledged);
      java.stdin.write(`write ${name} ${servers}\n`);
      const stop = async () => {
        java.stdin.write(`stop ${name}\n`);
        await answered("stopped", name);
      };
      return { acknowledged, stop };
    },
    read: async (servers) => {
      requests += 1;
      java.stdin.write(`read ${requests} ${servers}\n`);
      return new Set(await answered("znodes", String(requests)));
    },
    end: async () => {
      java.stdin.end();
      if (java.exitCode === null) await once(java, "exit");
    },
  };
}
