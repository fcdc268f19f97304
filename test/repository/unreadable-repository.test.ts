import { renameSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { baseline } from "../../compiler/repository/git.ts";
import { workspace } from "../scenarios/workspace.ts";

function repository() {
  const space = workspace({ "a.txt": "a" });
  space.commit("first");
  return space;
}

test("of another user's repository the command is told that allows it", () => {
  const { root } = repository();
  vi.stubEnv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1");
  onTestFinished(() => void vi.unstubAllEnvs());
  expect(() => baseline(root, undefined)).toThrow(
    expect.objectContaining({
      message: expect.stringContaining("belongs to another user"),
      hint: expect.stringContaining(`\`git config --global --add safe.directory ${root}\``),
    }),
  );
});

test("of a worktree whose repository was moved the command is told that finds it", () => {
  const { root, git } = repository();
  const worktree = join(root, "../worktree");
  git("worktree", "add", "--quiet", worktree);
  renameSync(root, join(root, "../moved"));
  expect(() => baseline(worktree, "HEAD")).toThrow(
    expect.objectContaining({
      message: expect.stringContaining(join(root, ".git/worktrees/worktree")),
      hint: expect.stringContaining("git worktree repair"),
    }),
  );
});
