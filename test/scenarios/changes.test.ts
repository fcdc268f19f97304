import { describe, expect, test } from "vitest";
import { committed, type Workspace, workspace } from "./workspace.ts";

const setServers = (space: Workspace, servers: number) =>
  space.write(
    "environments/prod.ts",
    space.read("environments/prod.ts").replace(/servers: \d+/, `servers: ${servers}`),
  );

const refused = "error[zookeeper/one-voter-at-a-time]";

describe("a change of more than one voter", () => {
  test("is refused by compile with the line, the reason and the plan, and nothing is written", async () => {
    const space = await committed();
    setServers(space, 9);
    const { code, stderr } = await space.overlayer("compile");
    expect(code).toBe(2);
    expect(stderr).toContain(refused);
    expect(stderr).toContain("--> environments/prod.ts:5:12 (environment prod)");
    expect(stderr).toContain("5 → 6 → 7 → 8 → 9");
    expect(stderr).toContain("overlayer scale prod --to 9");
    expect(stderr).toContain("Nothing was written.");
    expect(stderr).toContain("2 environments, 1 file would change\n");
    expect(space.git("status", "--porcelain")).toBe(" M environments/prod.ts\n");
  });

  test("is refused by check too, in every format", async () => {
    const space = await committed();
    setServers(space, 3);
    const { code, stdout } = await space.overlayer("check", "--format", "json");
    expect(code).toBe(2);
    expect(JSON.parse(stdout).issues).toMatchObject([
      {
        code: "zookeeper/one-voter-at-a-time",
        location: { file: "environments/prod.ts", line: 5 },
        environment: "prod",
      },
    ]);
  });

  test("is not hidden by compiling in between: what counts is what is committed", async () => {
    const space = await committed();
    setServers(space, 6);
    expect((await space.overlayer("compile")).code).toBe(0);
    setServers(space, 7);
    expect((await space.overlayer("compile")).stderr).toContain(refused);
  });

  test("is not hidden by two commits of one branch: diff judges them as a whole, and still shows them", async () => {
    const space = await committed();
    space.git("checkout", "--quiet", "-b", "feature");
    for (const servers of [6, 7]) {
      setServers(space, servers);
      expect((await space.overlayer("compile")).code).toBe(0);
      space.commit(`${servers}`);
    }
    const { code, stdout, stderr } = await space.overlayer("diff");
    expect(code).toBe(2);
    expect(stderr).toContain(refused);
    expect(stdout).toContain("~ spec.replicas: 5 → 7");
    expect((await space.overlayer("diff", "--against", "HEAD")).code).toBe(0);
  });

  test("of the base is refused for every environment that follows it", async () => {
    const space = await committed();
    space.write("environments/base.ts", space.read("environments/base.ts").replace("({ ", "({ servers: 5, "));
    const { code, stderr } = await space.overlayer("compile");
    expect(code).toBe(2);
    expect(stderr).toContain(refused);
    expect(stderr).toContain("--> environments/base.ts:3:44 (environment demo)");
    expect((await space.overlayer("diff")).stderr).not.toContain("run `overlayer compile`");
  });

  test("is judged against the files of a checkout that --out names", async () => {
    const [space, out] = [await committed(), workspace({})];
    await space.overlayer("compile", "--out", out.root);
    out.commit("synced");
    setServers(space, 7);
    space.commit("sources alone");
    expect((await space.overlayer("compile", "--out", out.root)).stderr).toContain(refused);
  });

  test("is judged against the files on disk where there is no git", async () => {
    const space = workspace();
    await space.overlayer("compile");
    setServers(space, 7);
    expect((await space.overlayer("compile")).stderr).toContain(refused);
  });

  test("cannot be judged from committed files that were edited: that is said, and stops nothing else", async () => {
    const space = await committed();
    const file = "overlays/prod/kustomization.yaml";
    const original = space.read(file);
    space.write(file, `${original}namePrefix: x-\n`);
    space.commit("by hand");
    space.write(file, original);
    setServers(space, 7);
    const { code, stderr } = await space.overlayer("compile");
    expect(code).toBe(0);
    expect(stderr).toContain("warning[change/unjudged]");
  });
});

test("before the first commit, and for a new environment, any number of servers is a beginning", async () => {
  const space = workspace();
  space.git("init", "--quiet");
  await space.overlayer("compile");
  setServers(space, 9);
  expect((await space.overlayer("compile")).code).toBe(0);
  space.commit("first");
  space.write("environments/new.ts", space.read("environments/prod.ts").replace("-prod", "-new").replace("9", "3"));
  expect((await space.overlayer("compile")).code).toBe(0);
});
