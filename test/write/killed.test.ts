import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setImmediate, setTimeout } from "node:timers/promises";
import { build } from "rolldown";
import { expect, test } from "vitest";
import { tidyUp } from "../../compiler/write/lock.ts";
import { ownership } from "../../compiler/write/seal.ts";
import { type Workspace, workspace } from "../scenarios/workspace.ts";
import { trees } from "./two-trees.ts";

/** `npm run kill` does it hundreds of times. */
const kills = Number(process.env["KILLS"] ?? 10);

test(`killed ${kills} times while it writes, the next run leaves one tree or the other`, {
  timeout: kills * 2000,
}, async () => {
  const space = workspace({});
  const program = join(space.root, "program/endless-writer.js");
  await build({ input: join(import.meta.dirname, "endless-writer.ts"), platform: "node", output: { file: program } });
  const whole = trees.map((tree) => [...tree].sort());
  // kills that all came before or after the moves would prove nothing
  let halfway = 0;
  for (let kill = 0; kill < kills || halfway === 0; kill++) {
    const writer = spawn(process.execPath, [program, space.root], { stdio: ["ignore", "pipe", "inherit"] });
    await killWhileWriting(writer, kill % 2 === 0 ? () => setTimeout(Math.random() * 60) : () => firstMove(space.root));
    const left = contents(space);
    // no file is ever half written
    expect(left.filter(([, text]) => ownership(text) !== "intact")).toEqual([]);
    if (!isOneOf(whole, left)) halfway += 1;
    await tidyUp(space.root);
    expect(isOneOf(whole, contents(space))).toBe(true);
    expect(readdirSync(space.root).sort()).toEqual(["base", "overlays", "program"]);
  }
  process.stdout.write(`${kills} kills, ${halfway} of them between two moves, no mixed tree after the next run\n`);
});

async function killWhileWriting(writer: ChildProcess, moment: () => Promise<void>): Promise<void> {
  if (writer.stdout === null) throw new Error("the writer has no output");
  await once(writer.stdout, "data");
  await moment();
  writer.kill("SIGKILL");
  await once(writer, "exit");
}

/** Waits until a run is decided and begins to move its files: most moments are before that or after it. */
async function firstMove(root: string): Promise<void> {
  const isDecided = (name: string) => name.startsWith(".overlayer-") && existsSync(join(root, name, "journal.json"));
  while (!readdirSync(root).some(isDecided)) await setImmediate();
}

const contents = (space: Workspace) =>
  ["base", "overlays"].flatMap((folder) => space.files(folder)).map((path) => [path, space.read(path)] as const);

type Contents = ReturnType<typeof contents>;

function isOneOf(wholes: readonly Contents[], found: Contents): boolean {
  return wholes.some((whole) => JSON.stringify(whole) === JSON.stringify(found));
}
