import { chmodSync } from "node:fs";
import { expect, test } from "vitest";
import { commitFiles } from "../../compiler/repository/commit.ts";
import { refusedCommit } from "../../compiler/repository/refused-commit.ts";
import { workspace } from "../scenarios/workspace.ts";

test("a .git that another user has written is told with the way to get it back", () => {
  const words =
    "error: insufficient permission for adding an object to repository database .git/objects\nerror: a.txt: failed to insert into database";
  expect(refusedCommit(words)).toMatchObject({
    message: expect.stringContaining("may not write into the repository's .git: error: insufficient permission"),
    hint: expect.stringContaining("chown"),
  });
});

test("a hook that refuses without a word is said to be one", () => {
  const space = workspace({ "a.txt": "a" });
  space.commit("first");
  space.write("a.txt", "b");
  space.write(".git/hooks/pre-commit", "#!/bin/sh\nexit 1\n");
  chmodSync(`${space.root}/.git/hooks/pre-commit`, 0o755);
  space.git("config", "user.name", "test");
  space.git("config", "user.email", "test@example.org");
  expect(commitFiles(space.root, ["a.txt"], "second")).toEqual({
    refused: {
      message: expect.stringContaining("a hook of yours has refused without a word"),
      hint: expect.stringContaining("git rev-parse --git-path hooks"),
    },
  });
});

test("an index that another git has locked is told as that", () => {
  const space = workspace({ "a.txt": "a" });
  space.commit("first");
  space.write("a.txt", "b");
  space.write(".git/index.lock", "");
  expect(() => commitFiles(space.root, ["a.txt"], "second")).toThrow(
    expect.objectContaining({
      message: expect.stringContaining("another git is at work here"),
      hint: expect.stringContaining("remove the file"),
    }),
  );
});
