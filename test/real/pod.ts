import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import type { Manifest } from "../../compiler/kubernetes/manifest.ts";
import type { PodSpec } from "./container.ts";
import { jars } from "./java.ts";
import { createNetwork, removeNetwork } from "./network.ts";
import { until } from "./until.ts";
import { mounts } from "./volumes.ts";

/** How a command in a pod ended. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A running pod of a StatefulSet: one container in namespaces of its own. */
export interface Pod {
  readonly name: string;
  /** Its DNS name. */
  readonly host: string;
  /** Its IP address; the next pod of this name has another. */
  readonly address: string;
  /** What its server has logged so far. */
  log(): string;
  /** What `kubectl exec` does. */
  exec(...command: readonly string[]): Promise<Outcome>;
  isReady(): Promise<boolean>;
  isAlive(): Promise<boolean>;
  /** The container's exit code, once it has ended. */
  readonly ended: Promise<number | null>;
  /** Ends it as Kubernetes does when it deletes a pod; returns the container's exit code. */
  stop(): Promise<number | null>;
  /** Ends it as a failing node or the kernel's out-of-memory killer does. */
  kill(): Promise<void>;
}

/** The image's file system that is not this machine's: where Java, ZooKeeper's start scripts and its jars are. */
const image = [
  `${process.cwd()}/test/real/image/zkEnv.sh /zookeeper/bin/zkEnv.sh ro`,
  `${jars} /zookeeper/lib ro`,
  "/run/hosts /etc/hosts ro",
];

/** The environment variables of the official image. */
const imageEnvironment = {
  PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/zookeeper/bin",
  LANG: "C.UTF-8",
  ZOO_LOG_DIR: "/logs",
  ZOOCFGDIR: "/conf",
};

/** Milliseconds for which a pod may go on after SIGTERM, Kubernetes' default. */
const gracePeriod = 30_000;

type Probe = PodSpec["containers"][0]["readinessProbe"];

/** A pod to be started. */
interface NewPod {
  readonly name: string;
  /** The DNS name that it has while it runs. */
  readonly host: string;
  readonly spec: PodSpec;
  /** Directories of the claims that it mounts, by the name of their volume. */
  readonly claims: ReadonlyMap<string, string>;
  /** Where its other volumes are made. */
  readonly directory: string;
}

/** Starts a pod, whose ConfigMaps and Secrets are among the objects. */
export async function startPod(
  manifests: readonly Manifest[],
  { name, host, spec, claims, directory }: NewPod,
): Promise<Pod> {
  const container = spec.containers[0];
  const user = String(spec.securityContext.runAsUser);
  const group = String(spec.securityContext.runAsGroup);
  const environment = ["env", "-i", ...environmentOf(name, spec)];
  const access = container.securityContext.readOnlyRootFilesystem ? "ro" : "rw";
  const network = createNetwork(host);
  const child = inNetwork(network.namespace, [name, user, group, access, ...environment, ...container.command]);
  const volumes = mounts(manifests, spec, claims, directory);
  const lines = volumes.map(({ source, target, readOnly }) => `${source} ${target} ${readOnly ? "ro" : "rw"}`);
  child.stdin?.end([...image, ...lines, ""].join("\n"));
  let log = "";
  const keep = (text: string) => {
    log += text;
  };
  child.stdout?.setEncoding("utf8").on("data", keep);
  child.stderr?.setEncoding("utf8").on("data", keep);
  const ended = once(child, "exit").then(([code]: (number | null)[]) => {
    removeNetwork(host, network);
    return code ?? null;
  });
  const process1 = await firstProcess(child);

  const exec = (...command: readonly string[]) =>
    run("nsenter", [
      ...["--target", String(process1), "--mount", "--uts", "--ipc", "--net", "--pid", "--root", "--wd"],
      ...["setpriv", "--reuid", user, "--regid", group, "--clear-groups"],
      ...environment,
      ...command,
    ]);
  const end = async (signal: "SIGTERM" | "SIGKILL") => {
    if (child.exitCode === null) process.kill(process1, signal);
    const outOfGrace = setTimeout(() => process.kill(process1, "SIGKILL"), gracePeriod);
    const code = await ended;
    clearTimeout(outOfGrace);
    return code;
  };
  const succeeds = async (probe: Probe) => probe !== undefined && (await exec(...probe.exec.command)).code === 0;
  return {
    name,
    host,
    address: network.address,
    log: () => log,
    exec,
    isReady: () => succeeds(container.readinessProbe),
    isAlive: () => succeeds(container.livenessProbe),
    ended,
    stop: () => end("SIGTERM"),
    kill: async () => void (await end("SIGKILL")),
  };
}

function environmentOf(name: string, { containers }: PodSpec): string[] {
  const own = Object.fromEntries(containers[0].env.map(({ name: key, value }) => [key, value]));
  return Object.entries({ ...imageEnvironment, HOSTNAME: name, ...own }).map(([key, value]) => `${key}=${value}`);
}

function inNetwork(namespace: string, args: readonly string[]): ChildProcess {
  const own = ["--mount", "--uts", "--ipc", "--pid", "--fork", "--kill-child"];
  return spawn("nsenter", [`--net=/run/netns/${namespace}`, "unshare", ...own, "test/real/pod.sh", ...args]);
}

/** The container's first process as this process sees it. */
async function firstProcess(child: ChildProcess): Promise<number> {
  const children = () => readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, "utf8").trim();
  await until("a pod's first process", 5, async () => child.exitCode !== null || children() !== "");
  return Number(children());
}

function run(command: string, args: readonly string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(command, args, (error, stdout, stderr) => {
      const code = typeof error?.code === "number" ? error.code : error === null ? 0 : 1;
      resolve({ code, stdout, stderr });
    });
  });
}
