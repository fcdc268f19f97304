import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeFolder } from "./fleet.ts";

/** A fleet that is compiled and committed in a new folder; then `file` gets another option. Gives the folder's path. */
export function editedFolder(files: ReadonlyMap<string, string>, file: string, overlayer: string): string {
  const folder = writeFolder(files);
  const run = (program: string, ...args: readonly string[]) => {
    const { status, stderr } = spawnSync(program, args, { cwd: folder, encoding: "utf8" });
    if (status !== 0) throw new Error(`${program} ${args.join(" ")}: ${stderr}`);
  };
  run(process.execPath, overlayer, "compile");
  run("git", "init", "--quiet", "--initial-branch=main");
  run("git", "add", "--all");
  run("git", "-c", "user.name=bench", "-c", "user.email=bench@example.org", "commit", "--quiet", "-m", "first");
  const path = join(folder, file);
  writeFileSync(path, readFileSync(path, "utf8").replace("extend({", "extend({ cpu: 3,"));
  return folder;
}
