import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { commitTree, listFilesMeanwhile } from "../../compiler/repository/commit-tree.ts";
import { baseline } from "../../compiler/repository/git.ts";
import { headOf } from "../../compiler/repository/head.ts";
import { workingTree } from "../../compiler/repository/working-tree.ts";
import { SetupError } from "../../compiler/setup-error.ts";
import { workspace } from "../scenarios/workspace.ts";

const remove = (folder: string) => rmSync(folder, { recursive: true });

describe("the working tree", () => {
  test("a link inside the repository is followed, one that leads out of it does not exist", () => {
    const outside = workspace({ "secret.ts": "secret" });
    const inside = workspace({ "profiles/a.ts": "a" });
    symlinkSync(join(inside.root, "profiles/a.ts"), join(inside.root, "link.ts"));
    symlinkSync(join(outside.root, "secret.ts"), join(inside.root, "leak.ts"));
    symlinkSync(outside.root, join(inside.root, "folder"));
    const tree = workingTree(inside.root);
    expect(tree.read("link.ts")).toBe("a");
    expect(tree.read("leak.ts")).toBeUndefined();
    expect(tree.read("folder/secret.ts")).toBeUndefined();
    expect(tree.read("../secret.ts")).toBeUndefined();
    expect(tree.files("folder")).toEqual([]);
  });

  test("a folder is no file, and a missing folder is empty", () => {
    const { root } = workspace({ "a/b.ts": "b" });
    expect(workingTree(root).read("a")).toBeUndefined();
    expect(workingTree(root).files("missing")).toEqual([]);
  });
});

describe("git", () => {
  test("HEAD is the commit that git names, on a branch, with packed refs, detached, in a worktree and elsewhere", () => {
    const { root, git, commit, write } = workspace({ "a.txt": "a" });
    const agrees = (folder = root) =>
      expect(baseline(folder, "HEAD")?.commit).toBe(git("-C", folder, "rev-parse", "HEAD").trim());
    commit("first");
    agrees();
    git("branch", "other/main");
    git("pack-refs", "--all");
    agrees();
    write("a.txt", "b");
    commit("newer than what is packed");
    agrees();
    git("worktree", "add", "--quiet", "../worktree", "other/main");
    agrees(join(root, "../worktree"));
    git("symbolic-ref", "refs/heads/alias", "refs/heads/other/main");
    git("checkout", "--quiet", "alias");
    agrees();
    git("checkout", "--quiet", "--detach", "main");
    agrees();
    vi.stubEnv("GIT_DIR", join(root, ".git/worktrees/worktree"));
    onTestFinished(() => void vi.unstubAllEnvs());
    agrees();
  });

  test("the text for HEAD is another one after a commit, also of a branch that only names another one", () => {
    const { root, git, commit, write } = workspace({ "a.txt": "a" });
    commit("first");
    for (const branch of ["main", "alias"]) {
      git("symbolic-ref", "HEAD", `refs/heads/${branch}`);
      const before = headOf(root);
      write("a.txt", branch);
      commit("more");
      expect(headOf(root)).not.toBe(before);
      git("symbolic-ref", "refs/heads/alias", "refs/heads/main");
    }
    git("checkout", "--quiet", "main");
    expect(headOf(root)).toBe(headOf(root));
    vi.stubEnv("GIT_DIR", join(root, ".git"));
    onTestFinished(() => void vi.unstubAllEnvs());
    expect(headOf(root)).not.toBe(headOf(root));
  });

  test("a commit that HEAD names and nobody has any more is told", () => {
    const { root, commit, write } = workspace({ "a.txt": "a" });
    commit("first");
    write(".git/refs/heads/main", `${"1".repeat(40)}\n`);
    expect(() => commitTree(root, baseline(root, "HEAD")?.commit ?? "", ["base"])).toThrow(
      expect.objectContaining({ hint: expect.stringContaining("git fsck") }),
    );
  });

  test("what is read and listed meanwhile is what git gives at once, without a folder for temporary files too", async () => {
    const { root, commit } = workspace({ "base/a.yaml": "one\n", "base/ä b\n.yaml": "two", "c.yaml": "c" });
    commit("first");
    for (const folder of [tmpdir(), "/nowhere"]) {
      vi.stubEnv("TMPDIR", folder);
      const listed = (await listFilesMeanwhile(root, "HEAD", ["base"])) ?? new Map();
      expect([...listed.keys()]).toEqual(folder === "/nowhere" ? [] : ["base/a.yaml", "base/ä b\n.yaml"]);
      const tree = commitTree(root, "HEAD", ["base"]);
      await tree.readAhead(["base/a.yaml", "base/ä b\n.yaml", "base/none.yaml"]);
      expect(["base/a.yaml", "base/ä b\n.yaml"].map(tree.read)).toEqual(["one\n", "two"]);
    }
    onTestFinished(() => void vi.unstubAllEnvs());
  });

  test("a commit's files are read as they were committed, odd names and empty files too", () => {
    const repository = workspace({
      "base/a.yaml": "one\n",
      "base/ä b\n.yaml": "two",
      "base/empty.yaml": "",
      "c.yaml": "c",
    });
    repository.commit("first");
    repository.write("base/a.yaml", "changed");
    const tree = commitTree(repository.root, "HEAD", ["base", "overlays"]);
    expect(tree.files("base").map((path) => [path, tree.read(path)])).toEqual([
      ["base/a.yaml", "one\n"],
      ["base/empty.yaml", ""],
      ["base/ä b\n.yaml", "two"],
    ]);
    expect([tree.read("c.yaml"), tree.read("d.yaml")]).toEqual(["c", undefined]);
  });

  test("which files a commit holds is known without git where they are the same now, one with the same text included", () => {
    const repository = workspace({ "base/a.yaml": "one\n", "base/b.yaml": "ä\n", "base/c.yaml": "same\n" });
    repository.commit("first");
    const read: string[] = [];
    const current = {
      read(path: string) {
        read.push(path);
        return "same\n";
      },
    };
    const tree = commitTree(repository.root, "HEAD", ["base"], current);
    remove(join(repository.root, ".git"));
    expect([tree.has("base/a.yaml", "one\n"), tree.has("base/a.yaml", "two\n")]).toEqual([true, false]);
    expect([tree.has("base/b.yaml", "ä\n"), tree.has("base/missing.yaml", "")]).toEqual([true, false]);
    expect(["base/a.yaml", "base/b.yaml", "base/c.yaml"].map(tree.read)).toEqual(["one\n", "ä\n", "same\n"]);
    expect(read).toEqual(["base/c.yaml"]);
    expect(() => tree.read("other.yaml")).toThrow(SetupError);
  });

  test("files that will be asked for are read together, whether or not they are there", () => {
    const repository = workspace({ "base/a.yaml": "one\n", "base/b.yaml": "two\n" });
    repository.commit("first");
    const tree = commitTree(repository.root, "HEAD", ["base"]);
    tree.prefetch(["base/a.yaml", "base/b.yaml", "base/missing.yaml"]);
    remove(join(repository.root, ".git"));
    expect(["base/a.yaml", "base/b.yaml", "base/missing.yaml"].map(tree.read)).toEqual(["one\n", "two\n", undefined]);
  });

  test("of those git is not asked for what the working tree has too", () => {
    const repository = workspace({ "base/a.yaml": "one\n", "base/b.yaml": "two\n" });
    repository.commit("first");
    const tree = commitTree(repository.root, "HEAD", ["base"], { read: () => "one\n" });
    remove(join(repository.root, ".git"));
    tree.prefetch(["base/a.yaml", "base/missing.yaml"]);
    expect(["base/a.yaml", "base/missing.yaml"].map(tree.read)).toEqual(["one\n", undefined]);
    expect(() => tree.prefetch(["base/b.yaml"])).toThrow(SetupError);
  });

  test("of several default branches the remote's own comes first", () => {
    const repository = workspace({ "a.yaml": "1" });
    repository.commit("first");
    const [commit, origin] = [repository.git("rev-parse", "HEAD").trim(), "refs/remotes/origin"];
    repository.git("update-ref", `${origin}/main`, commit);
    expect(baseline(repository.root, undefined)).toEqual({ commit, name: "the merge base with origin/main" });
    repository.git("update-ref", `${origin}/trunk`, commit);
    repository.git("symbolic-ref", `${origin}/HEAD`, `${origin}/trunk`);
    expect(baseline(repository.root, undefined)).toEqual({ commit, name: "the merge base with origin/trunk" });
    repository.git("update-ref", "-d", `${origin}/trunk`);
    expect(baseline(repository.root, undefined)).toEqual({ commit, name: "the merge base with origin/main" });
  });

  test("a repository in a folder of a larger one sees its own part", () => {
    const large = workspace({ "team/base/a.yaml": "a", "base/b.yaml": "b" });
    large.commit("first");
    expect(commitTree(join(large.root, "team"), "HEAD", ["base"]).files("base")).toEqual(["base/a.yaml"]);
  });

  test("the default is the merge base with the default branch", () => {
    const repository = workspace({ "a.yaml": "1" });
    repository.commit("first");
    const first = repository.git("rev-parse", "HEAD").trim();
    repository.git("checkout", "--quiet", "-b", "feature");
    repository.write("a.yaml", "2");
    repository.commit("second");
    expect(baseline(repository.root, undefined)).toEqual({ commit: first, name: "the merge base with main" });
    // main goes on too
    const other = repository.git("commit-tree", "-p", first, "-m", "other", `${first}^{tree}`).trim();
    repository.git("update-ref", "refs/heads/main", other);
    expect(baseline(repository.root, undefined)).toEqual({ commit: first, name: "the merge base with main" });
    expect(baseline(repository.root, "feature")?.commit).not.toBe(first);
  });

  test("an unknown ref is no commit, and a ref that looks like an option is only a ref", () => {
    const repository = workspace({ "a.yaml": "1" });
    repository.commit("first");
    expect(baseline(repository.root, "nowhere")).toBeUndefined();
    expect(baseline(repository.root, "--output=/tmp/x")).toBeUndefined();
  });

  test("before the first commit there is nothing to compare with; outside of git that is said", () => {
    const repository = workspace({ "a.yaml": "1" });
    expect(() => baseline(repository.root, undefined)).toThrow(SetupError);
    repository.git("init", "--quiet");
    expect(baseline(repository.root, undefined)).toEqual({ commit: undefined, name: "HEAD" });
  });

  test("where no default branch is known that is said, as what is committed since is not shown", () => {
    const repository = workspace({ "a.yaml": "1" });
    repository.commit("first");
    const commit = repository.git("rev-parse", "HEAD").trim();
    repository.git("branch", "--move", "trunk");
    const name = "HEAD, as there is no origin/HEAD, main or master: see --against";
    expect(baseline(repository.root, undefined)).toEqual({ commit, name });
  });

  test("links and folders in a commit are not files", () => {
    const repository = workspace({ "base/a.yaml": "a" });
    mkdirSync(join(repository.root, "base/sub"));
    writeFileSync(join(repository.root, "base/sub/b.yaml"), "b");
    symlinkSync("a.yaml", join(repository.root, "base/link.yaml"));
    repository.commit("first");
    expect(commitTree(repository.root, "HEAD", ["base"]).files("base")).toEqual(["base/a.yaml", "base/sub/b.yaml"]);
  });
});
