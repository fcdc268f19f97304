import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { editedFolder } from "./edited.ts";
import { fleet, wideFleet, writeFolder } from "./fleet.ts";
import { median, timesOfNode } from "./measure.ts";

const runs = 11;
const overlayer = join(process.cwd(), "dist/overlayer.cjs");
const evaluator = join(import.meta.dirname, "evaluate.js");
const folders: string[] = [];

print("job", "measured", "bar");
print("---", "---", "---");
processRow("`overlayer --version`", 1.3, () => ({ args: [overlayer, "--version"], folder: "." }));
processRow("compile 2 environments, cold", 5, () => ({ args: [overlayer, "compile"], folder: folderOf(fleet(2)) }));
processRow("compile 3 environments, cold", 4.5, () => ({ args: [overlayer, "compile"], folder: folderOf(fleet(3)) }));
processRow("diff of an edit in one of 3 environments, cold", 6, () => editOf(3, "environments/env-1.ts"));
secondsRow("diff of an edit in one of 1,000 environments", 1.5, () => editOf(1000, "environments/env-1.ts"));
secondsRow("diff of an edit of the base of 1,000 environments", 4, () => editOf(1000, "environments/base.ts"));
evaluationRow();
for (const folder of folders) rmSync(folder, { recursive: true, force: true });

/** A whole process beside `node -e 0`; every run gets a new folder, so that nothing was written or cached before. */
function processRow(job: string, bar: number, prepare: Parameters<typeof timesOfNode>[1]): void {
  const { ratio, milliseconds } = timesOfNode(runs, prepare);
  print(job, `${ratio.toFixed(1)} × \`node -e 0\` (${milliseconds.toFixed(0)} ms)`, `≤ ${bar} ×`);
}

/** A whole process in seconds, the median of 3. */
function secondsRow(job: string, bar: number, prepare: Parameters<typeof timesOfNode>[1]): void {
  const { milliseconds } = timesOfNode(3, prepare);
  print(job, `${(milliseconds / 1000).toFixed(2)} s`, `≤ ${bar} s`);
}

function editOf(environments: number, file: string) {
  const folder = editedFolder(fleet(environments), file, overlayer);
  folders.push(folder);
  return { args: [overlayer, "diff"], folder };
}

/** Evaluation alone, in the sandbox and in plain V8, which must find the same. */
function evaluationRow(): void {
  const folder = folderOf(wideFleet(1000));
  const pairs = Array.from({ length: 5 }, () => ({
    sandbox: evaluated("sandbox", folder),
    v8: evaluated("v8", folder),
  }));
  if (pairs.some(({ sandbox, v8 }) => sandbox.environments !== 1000 || sandbox.sum !== v8.sum)) {
    throw new Error(`the sandbox and V8 do not find the same: ${JSON.stringify(pairs[0])}`);
  }
  const seconds = median(pairs.map(({ sandbox }) => sandbox.milliseconds)) / 1000;
  const megabytes = Math.max(...pairs.map(({ sandbox }) => sandbox.megabytes));
  const price = median(pairs.map(({ sandbox, v8 }) => sandbox.milliseconds / v8.milliseconds));
  const found = `${seconds.toFixed(2)} s, ${megabytes.toFixed(0)} MB; ${price.toFixed(2)} × plain V8`;
  print("evaluate 1,000 environments of 40 options", found, "≤ 1.0 s, ≤ 150 MB");
}

interface Evaluated {
  readonly environments: number;
  readonly milliseconds: number;
  readonly megabytes: number;
  readonly sum: number;
}

function evaluated(mode: "sandbox" | "v8", folder: string): Evaluated {
  const { status, stdout, stderr } = spawnSync(process.execPath, [evaluator, mode, folder, process.cwd()], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

function folderOf(files: ReadonlyMap<string, string>): string {
  const folder = writeFolder(files);
  folders.push(folder);
  return folder;
}

function print(...cells: readonly string[]): void {
  process.stdout.write(`| ${cells.join(" | ")} |\n`);
}
