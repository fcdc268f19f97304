import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { workspace } from "./workspace.ts";

const { version } = JSON.parse(readFileSync("package.json", "utf8"));

describe("overlayer init", () => {
  test("writes a repository that compiles, in which nothing is wrong", async () => {
    const space = workspace({});
    expect(await space.overlayer("init", "gitops")).toMatchInlineSnapshot(`
      {
        "code": 0,
        "stderr": "Next:
        cd gitops
        git init
        npm install
        npx overlayer compile
        git add --all && git commit --message 'Begin with Overlayer'
      ",
        "stdout": "+ .github/workflows/review.yml
      + .gitignore
      + README.md
      + environments/base.ts
      + environments/demo.ts
      + environments/prod.ts
      + package.json
      + tsconfig.json
      8 new files
      ",
      }
    `);
    expect(JSON.parse(space.read("gitops/package.json"))).toMatchObject({ devDependencies: { overlayer: version } });
    expect(space.read("gitops/.gitignore")).toBe("node_modules/\n");
    expect(await space.overlayerIn("gitops", "compile")).toMatchObject({ code: 0, stderr: "" });
    expect(await space.overlayerIn("gitops", "check")).toMatchObject({
      code: 0,
      stdout: "2 environments checked: options, rules and types\n",
    });
  });

  test("for GitLab writes its jobs in place of GitHub's workflow", async () => {
    const space = workspace({});
    const { stdout } = await space.overlayer("init", "--ci", "gitlab");
    expect(stdout).toContain("+ .gitlab-ci.yml\n");
    expect(stdout).not.toContain(".github");
    expect(space.read(".gitlab-ci.yml")).toBe(readFileSync("ci/gitlab.yml", "utf8"));
  });

  test("overwrites nothing, and writes nothing beside what is there", async () => {
    const space = workspace({ "README.md": "mine\n", "environments/own.ts": "" });
    const { code, stderr } = await space.overlayer("init");
    expect(code).toBe(2);
    expect(stderr).toContain("overwrites nothing:\n  environments\n  README.md\n  help: ");
    expect(space.files(".")).toEqual(["./README.md", "./environments/own.ts"]);
  });

  test("keeps a package.json that has Overlayer, and no other", async () => {
    const installed = '{ "dependencies": { "overlayer": "file:overlayer.tgz" } }';
    const space = workspace({ "package.json": installed, "node_modules/overlayer/package.json": "{}" });
    space.git("init", "--quiet");
    const { code, stderr } = await space.overlayer("init");
    expect(code).toBe(0);
    expect(stderr).toBe(
      "Next:\n  npx overlayer compile\n  git add --all && git commit --message 'Begin with Overlayer'\n",
    );
    expect(space.read("package.json")).toBe(installed);
    for (const other of ['{ "name": "overlayer" }', "[", '{ "dependencies": null }'])
      expect((await workspace({ "package.json": other }).overlayer("init")).stderr).toContain("  package.json\n");
  });

  test.for(["gitops", "gitops/sub"])("a file in the place of the folder %s is refused", async (folder) => {
    const { code, stderr } = await workspace({ gitops: "" }).overlayer("init", folder);
    expect([code, stderr]).toEqual([2, expect.stringContaining("gitops is a file\n")]);
  });

  test("a name that no file system takes is refused, and the limit told", async () => {
    const { code, stderr } = await workspace({}).overlayer("init", "a".repeat(300));
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/is too long a name for a folder\n {2}help: .* 255 bytes /),
    ]);
  });

  test.runIf(existsSync("/proc/self"))("a folder where the system makes none is told", async () => {
    const { code, stderr } = await workspace({}).overlayer("init", "/proc/none/gitops");
    expect([code, stderr]).toEqual([3, expect.stringContaining("could not make /proc/none/gitops")]);
  });

  test("an empty name is not the current folder", async () => {
    const space = workspace({});
    expect(await space.overlayer("init", "")).toMatchObject({ code: 2, stdout: "" });
    expect(space.files(".")).toEqual([]);
  });

  test("what to run next takes the folder as one word of a shell", async () => {
    const { stderr } = await workspace({}).overlayer("init", "it's; a folder");
    expect(stderr).toContain("  cd 'it'\\''s; a folder'\n");
    const { stderr: option } = await workspace({}).overlayer("init", "--", "-P");
    expect(option).toContain("  cd ./-P\n");
  });
});
