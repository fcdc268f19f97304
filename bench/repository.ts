import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { newFolder, writeFiles } from "./folders.ts";
import { type Command, timed } from "./measure.ts";

const overlayer = join(process.cwd(), "dist/overlayer.cjs");

/** `overlayer ARGS` in a repository. */
export function overlayerIn(folder: string, ...args: readonly string[]): Command {
  return { args: [overlayer, ...args], folder };
}

/** A new repository of files, with an empty cache. Gives the path of its folder. */
export function newRepository(files: ReadonlyMap<string, string>): string {
  const folder = join(newFolder(), "repository");
  writeFiles(folder, files);
  return folder;
}

/** The same, compiled, and all of it committed. */
export function committedRepository(files: ReadonlyMap<string, string>): string {
  const folder = newRepository(files);
  timed(overlayerIn(folder, "compile"));
  git(folder, "init", "--quiet", "--initial-branch=main");
  git(folder, "add", "--all");
  git(folder, "-c", "user.name=bench", "-c", "user.email=bench@example.org", "commit", "--quiet", "-m", "first");
  return folder;
}

/** Sets the option `cpu` in a file of environments, in place of what it was. */
export function setCpu(folder: string, file: string, cpu: number): void {
  const path = join(folder, file);
  writeFileSync(path, readFileSync(path, "utf8").replace(/extend\(\{(?: cpu: \d+,)?/, `extend({ cpu: ${cpu},`));
}

function git(folder: string, ...args: readonly string[]): void {
  const { status, stderr } = spawnSync("git", args, { cwd: folder, encoding: "utf8" });
  if (status !== 0) throw new Error(`git ${args.join(" ")}: ${stderr}`);
}
