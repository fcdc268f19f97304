import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { committed, smallFleet, type Workspace } from "./workspace.ts";

/** Two branches that changed the same line, each compiled and committed, in the middle of their merge. */
async function unresolved(): Promise<Workspace> {
  const space = await committed();
  space.git("checkout", "--quiet", "-b", "other");
  await space.overlayer("set", "prod.memory=6Gi");
  await space.overlayer("compile");
  space.commit("other");
  space.git("checkout", "--quiet", "main");
  await space.overlayer("set", "prod.memory=8Gi");
  await space.overlayer("compile");
  space.commit("main");
  const { status } = spawnSync("git", ["-c", "user.name=a", "-c", "user.email=a@b", "merge", "other"], {
    cwd: space.root,
  });
  expect(status).toBe(1);
  return space;
}

const usA = smallFleet["environments/demo.ts"].replace("./base", "../base").replace("demo", "us");
const overlay = "overlays/prod/kustomization.yaml";

test("an environment that a sparse checkout leaves out is not taken to be gone", async () => {
  const space = await committed({ ...smallFleet, "environments/us/a.ts": usA });
  space.git("sparse-checkout", "set", "--cone", "environments", "base", "overlays");
  expect((await space.overlayer("diff")).code).toBe(0);
  space.git("sparse-checkout", "set", "--cone", "environments/eu", "base", "overlays");
  for (const command of ["diff", "compile"]) {
    const { code, stdout, stderr } = await space.overlayer(command);
    expect(code).toBe(2);
    expect(stderr).toContain("error[environment/sparse]: environments/us/a.ts is committed, but left out");
    expect(stdout + stderr).not.toMatch(/deleted|removed/);
  }
  expect(space.files("overlays/us/a")).toHaveLength(1);
  space.git("sparse-checkout", "disable");
  space.git("rm", "--quiet", "environments/us/a.ts");
  expect((await space.overlayer("compile")).stdout).toContain("overlays/us/a  1 file removed");
});

/** A checkout without prod, neither its source nor its overlay. */
async function withoutProd(): Promise<Workspace> {
  const space = await committed();
  // of a file that is not as git knows it, it leaves nothing out
  space.git("update-index", "--refresh");
  const parts = ["/environments/base.ts", "/environments/demo.ts", "/base", "/overlays/demo"];
  space.git("sparse-checkout", "set", "--no-cone", ...parts);
  expect(space.files("environments")).toEqual(["environments/base.ts", "environments/demo.ts"]);
  return space;
}

describe("in a sparse checkout with neither source nor overlay of an environment", () => {
  test.each([
    "compile",
    "compile --check",
    "compile prod",
    "check",
    "diff",
    "verify",
    "set base.memory=3Gi",
    "set prod.memory=3Gi",
    "new other --from prod",
  ])("%s is refused, once for all that is left out, and writes nothing", async (words) => {
    const space = await withoutProd();
    const { code, stdout, stderr } = await space.overlayer(...words.split(" "));
    expect(code).toBe(2);
    expect((stdout + stderr).match(/error\[.*/g)).toEqual([
      "error[environment/sparse]: environments/prod.ts is committed, but left out by this sparse checkout",
    ]);
    expect(stdout + stderr).not.toMatch(/deleted|removed|no change/);
    expect(space.git("status", "--porcelain")).toBe("");
  });

  test("what is there can be worked on by its name, until the base changes", async () => {
    const space = await withoutProd();
    expect((await space.overlayer("set", "demo.cpu=1")).code).toBe(0);
    expect((await space.overlayer("compile", "demo")).stdout).toContain("1 environment, 1 file changed");
    expect(space.git("status", "--porcelain").trim().split("\n")).toHaveLength(2);
    space.write("environments/base.ts", space.read("environments/base.ts").replace(" })", ', memory: "3Gi" })'));
    const { code, stderr } = await space.overlayer("compile", "demo");
    expect(code).toBe(2);
    expect(stderr).toContain("error[environment/sparse]: environments/prod.ts");
    expect(space.git("status", "--porcelain", "base")).toBe("");
  });

  test("no new environment takes the place of one that is left out", async () => {
    const space = await withoutProd();
    const { code, stderr } = await space.overlayer("new", "prod", "--from", "demo");
    expect(code).toBe(2);
    expect(stderr).toContain('error[environment/exists]: there is an environment "prod" in environments/prod.ts');
    space.write("zk.yaml", readFileSync("test/import/fixtures/classic-micro.yaml"));
    const imported = await space.overlayer("import", "zk.yaml", "--name", "prod");
    expect(imported.code).toBe(2);
    expect(imported.stderr).toContain("error[environment/sparse]: environments/prod.ts is committed");
  });

  test("the base is not said to be missing where it is left out", async () => {
    const space = await withoutProd();
    space.git("sparse-checkout", "set", "--no-cone", "/environments/demo.ts", "/base", "/overlays/demo");
    for (const args of [["compile"], ["compile", "demo"]]) {
      const { stderr } = await space.overlayer(...args);
      expect(stderr).toMatch(/error\[environment\/sparse\]: .*environments\/base.ts/);
      expect(stderr).not.toContain("environment/no-base");
    }
  });
});

describe("a merge of two branches that changed the same option", () => {
  test("is told at git's mark in the environment file; resolved there, one compile ends it", async () => {
    const space = await unresolved();
    expect(space.read(overlay)).toContain("<<<<<<<");
    const refused = await space.overlayer("compile");
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain(
      "error[evaluate/syntax]: this merge is not resolved\n --> environments/prod.ts:6:1 (environment prod)\n",
    );
    expect(refused.stderr).toContain("1 error\n");
    space.git("checkout", "--theirs", "environments/prod.ts");
    expect((await space.overlayer("compile", "--check")).stdout).toContain(overlay);
    expect((await space.overlayer("compile")).code).toBe(0);
    expect(space.read(overlay)).toContain("6Gi");
    expect(space.read(overlay)).not.toContain("<<<<<<<");
  });

  test("is judged from the commit before where it was committed with git's marks", async () => {
    const space = await unresolved();
    space.commit("marks");
    for (const [servers, code] of [
      [5, 0],
      [6, 0],
      [7, 2],
    ] as const) {
      space.write("environments/prod.ts", smallFleet["environments/prod.ts"].replace("5", `${servers}`));
      const outcome = await space.overlayer("compile", "prod", "--check");
      expect(outcome.stderr).toContain(`${overlay}: this merge is not resolved`);
      const before = space.git("rev-parse", "--short", "HEAD^1").trim();
      expect(outcome.stderr).toContain(`the change is judged from ${before} instead`);
      expect(outcome.stderr.includes("error[zookeeper/one-voter-at-a-time]")).toBe(code === 2);
      expect(outcome.code).toBe(code || 1);
    }
    space.write("environments/prod.ts", smallFleet["environments/prod.ts"]);
    expect((await space.overlayer("compile")).code).toBe(0);
    expect(space.read(overlay)).not.toContain("<<<<<<<");
  });

  test("of which a person has begun to resolve the generated file is not overwritten", async () => {
    const space = await unresolved();
    space.git("checkout", "--theirs", "environments/prod.ts");
    space.write(overlay, space.read(overlay).replace(/<{7} .*\n(# .*\n)={7}\n# .*\n>{7} .*\n/, "$1"));
    const { code, stderr } = await space.overlayer("compile");
    expect(code).toBe(2);
    expect(stderr).toContain("error[write/edited]: this generated file was edited, by hand or by a merge");
    expect((await space.overlayer("compile", "--discard")).code).toBe(0);
  });
});
