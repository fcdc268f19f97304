import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, renameSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { commit } from "../../compiler/write/journal.ts";
import { tidyUp, withLock } from "../../compiler/write/lock.ts";
import { stagedAt } from "../../compiler/write/staging.ts";
import { smallFleet, type Workspace, workspace } from "../scenarios/workspace.ts";

const program = join(import.meta.dirname, "../../dist/overlayer.cjs");
/** No process has this id: Linux and macOS have smaller ones. */
const deadRun = ".overlayer-2000000000-killed";

/** A run of overlayer that was killed when it had decided to do these changes. */
function decided(space: Workspace, changes: Record<string, { before?: string; after?: string }>): void {
  mkdirSync(join(space.root, deadRun));
  commit(join(space.root, deadRun), new Map(Object.entries(changes)), new Set());
}

const changes = {
  "base/a.yaml": { before: "old a", after: "new a" },
  "base/b.yaml": { before: "old b", after: "new b" },
  "overlays/demo/c.yaml": { before: "old c" },
};
const oldTree = { "base/a.yaml": "old a", "base/b.yaml": "old b", "overlays/demo/c.yaml": "old c" };

const treeIn = (space: Workspace) =>
  Object.fromEntries(
    ["base", "overlays"].flatMap((folder) => space.files(folder)).map((path) => [path, space.read(path)]),
  );

test("a decided run that had begun to move files is finished, also by a command that only reads", {
  timeout: 60_000,
}, async () => {
  const space = workspace();
  await space.overlayer("compile");
  const compiled = treeIn(space);
  space.commit("compiled");
  const stale = `${compiled["base/kustomization.yaml"]}# of an older run\n`;
  for (const command of [["compile", "--check"], ["verify"], ["diff"], ["scale", "demo", "--to", "3"]]) {
    space.write("base/kustomization.yaml", stale);
    decided(space, {
      "base/kustomization.yaml": { before: stale, after: compiled["base/kustomization.yaml"] ?? "" },
      "base/gone.yaml": { before: "was removed before the kill" },
    });
    expect(await space.overlayer(...command)).toMatchObject({ code: 0 });
    expect(treeIn(space)).toEqual(compiled);
    expect(readdirSync(space.root)).not.toContain(deadRun);
  }
});

test("a decided run that had not moved a file leaves the old tree", async () => {
  const space = workspace(oldTree);
  decided(space, changes);
  await tidyUp(space.root);
  expect(treeIn(space)).toEqual(oldTree);
  expect(readdirSync(space.root)).not.toContain(deadRun);
});

test("a decided run that had moved one of two new folders moves the other, beside what others put there since", async () => {
  for (const others of [{}, { "overlays/mine.yaml": "mine" }]) {
    const space = workspace({});
    decided(space, { "base/a.yaml": { after: "a" }, "overlays/demo/b.yaml": { after: "b" } });
    renameSync(stagedAt(join(space.root, deadRun), "base"), join(space.root, "base"));
    for (const [path, text] of Object.entries(others)) space.write(path, text);
    await tidyUp(space.root);
    expect(treeIn(space)).toEqual({ "base/a.yaml": "a", "overlays/demo/b.yaml": "b", ...others });
    expect(readdirSync(space.root).sort()).toEqual(["base", "overlays"]);
  }
});

test("a tree that was changed since the kill is left as it is", async () => {
  const edited = { ...oldTree, "base/a.yaml": "new a", "base/b.yaml": "edited" };
  const space = workspace(edited);
  decided(space, changes);
  await tidyUp(space.root);
  expect(treeIn(space)).toEqual(edited);
});

test("a run that was killed before it was decided leaves the old tree", async () => {
  const space = workspace({
    ...oldTree,
    [`${deadRun}/new/base/a.yaml`]: "new a",
    [`${deadRun}/journal.unfinished`]: "[",
  });
  await tidyUp(space.root);
  expect(treeIn(space)).toEqual(oldTree);
  expect(readdirSync(space.root)).not.toContain(deadRun);
});

test("a journal that somebody else made writes nothing but generated files", async () => {
  const digest = "0".repeat(64);
  for (const path of [
    "mine.yaml",
    "base/../mine.yaml",
    "/etc/x",
    "base\\x",
    "base",
    "base//x",
    "environments/prod.ts",
  ]) {
    const journal = JSON.stringify([
      { path, before: digest },
      { path: "base/gone.yaml", before: digest },
    ]);
    const space = workspace({ ...smallFleet, "mine.yaml": "mine", [`${deadRun}/journal.json`]: journal });
    await tidyUp(space.root);
    expect(space.read("mine.yaml")).toBe("mine");
    expect(space.read("environments/prod.ts")).toBe(smallFleet["environments/prod.ts"]);
    expect(readdirSync(space.root)).not.toContain(deadRun);
  }
});

test("a journal does not lead through a link out of the repository", async () => {
  const outside = workspace({ "a.yaml": "new a", "b.yaml": "old b" });
  const space = workspace({});
  symlinkSync(outside.root, join(space.root, "base"));
  const { "base/a.yaml": a, "base/b.yaml": b } = changes;
  decided(space, { "base/a.yaml": a, "base/b.yaml": b });
  await expect(tidyUp(space.root)).rejects.toThrow("leads out of the repository");
  expect(outside.read("b.yaml")).toBe("old b");
});

test("a run waits until another has ended, and names the one that does not end", { timeout: 60_000 }, async () => {
  const other = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  const space = workspace({ [`.overlayer-${other.pid}-x/.gitignore`]: "*" });
  const outcome = await workspace().overlayer("compile", "--out", space.root);
  expect(outcome.code).toBe(3);
  expect(outcome.stderr).toContain(`another run of overlayer, process ${other.pid}, is writing to ${space.root}`);
  expect(treeIn(space)).toEqual({});
  const waiting = withLock(space.root, async () => readdirSync(space.root));
  other.kill("SIGKILL");
  await once(other, "exit");
  expect(await waiting).toHaveLength(1);
  expect(readdirSync(space.root)).toEqual([]);
});

test("runs at once leave the tree of one of them", { timeout: 60_000 }, async () => {
  const out = workspace({});
  const spaces = [1, 2, 3].map((cpu) =>
    workspace({
      ...smallFleet,
      "environments/base.ts": smallFleet["environments/base.ts"].replace(" });", `, cpu: ${cpu} });`),
      [`environments/only-${cpu}.ts`]: smallFleet["environments/demo.ts"],
    }),
  );
  const wholes = await Promise.all(
    spaces.map(async (space) => {
      await space.overlayer("compile");
      return treeIn(space);
    }),
  );
  for (let round = 0; round < 3; round++) {
    const runs = spaces.map(({ root }) => spawn(program, ["compile", "--out", out.root], { cwd: root }));
    const codes = await Promise.all(runs.map(async (run) => (await once(run, "exit"))[0]));
    expect(codes).toEqual([0, 0, 0]);
    expect(wholes).toContainEqual(treeIn(out));
    expect(readdirSync(out.root).sort()).toEqual(["base", "overlays"]);
  }
});

test("what a run that is killed leaves is not committed", async () => {
  const space = workspace({ "a.txt": "a" });
  await withLock(space.root, async () => space.commit("during a run"));
  expect(space.git("ls-files").trim()).toBe("a.txt");
});
