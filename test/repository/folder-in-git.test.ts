import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folderInGit } from "../../compiler/repository/folder-in-git.ts";
import { workspace } from "../scenarios/workspace.ts";

test("the folder's path from the top of the git repository", () => {
  const { root, commit } = workspace();
  expect(folderInGit(root)).toBe("");
  commit("first");
  mkdirSync(join(root, "infra", "zk"), { recursive: true });
  expect([folderInGit(root), folderInGit(join(root, "infra", "zk"))]).toEqual(["", "infra/zk/"]);
});
