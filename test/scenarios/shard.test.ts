import { describe, expect, test } from "vitest";
import { smallFleet, type Workspace, workspace } from "./workspace.ts";

const regions = (names: readonly string[]) => `import base from "./base.ts";

export default Object.fromEntries(
  ${JSON.stringify(names)}.map((name) => [name, base.extend({ namespace: \`zookeeper-\${name}\`, memory: "2Gi" })]),
);
`;

/** Committed: two environments of their own, and four of one file. */
async function fleet(): Promise<Workspace> {
  const space = workspace({ ...smallFleet, "environments/eu.ts": regions([..."abcd"]) });
  await space.overlayer("compile");
  space.commit("first");
  return space;
}

/** The files of two parts, the second one first. */
async function partsOf(space: Workspace, ...command: readonly string[]): Promise<readonly string[]> {
  for (const index of [1, 2]) {
    space.write(`.git/${index}.json`, (await space.overlayer(...command, "--shard", `${index}/2`)).stdout);
  }
  return [".git/2.json", ".git/1.json"];
}

const edit = (space: Workspace, file: string, from: string, to: string) => {
  expect(space.read(file)).toContain(from);
  space.write(file, space.read(file).replace(from, to));
};

/** Changes of every kind: one that is refused, the same in several, a new one, two that are gone. */
function change(space: Workspace) {
  edit(space, "environments/prod.ts", `memory: "4Gi"`, `memory: "6Gi", storage: { size: "500Gi" }`);
  space.remove("environments/demo.ts");
  space.write("environments/eu.ts", regions([..."acde"]).replace("2Gi", "3Gi"));
}

describe("what parts give together is what the command gives of all environments", () => {
  test("diff, in every view", async () => {
    const space = await fleet();
    change(space);
    const files = await partsOf(space, "diff");
    for (const view of [
      ["--format", "json"],
      ["--format", "html"],
      ["--summary", "--fail-on-refusal"],
    ]) {
      const whole = await space.overlayer("diff", ...view);
      expect(await space.overlayer("report", "merge", ...files, ...view)).toEqual(whole);
    }
    const merged = await space.overlayer("report", "merge", ...files);
    expect(merged.code).toBe(1);
    expect(merged.stdout).toContain("1 environment created, 2 deleted, 4 changed");
    for (const format of ["markdown", "github", "gitlab", "sarif"]) {
      const { stdout } = await space.overlayer("report", "merge", ...files, "--format", format);
      expect(stdout).toContain("storage");
    }
  });

  test("diff, where one of several that go and come is renamed, into another part", async () => {
    const space = await fleet();
    change(space);
    space.write("environments/sample.ts", smallFleet["environments/demo.ts"].replace("0.5", "1"));
    const whole = await space.overlayer("diff", "--format", "json");
    const files = await partsOf(space, "diff");
    expect(await space.overlayer("report", "merge", ...files, "--format", "json")).toEqual(whole);
    const { stdout } = await space.overlayer("report", "merge", ...files);
    expect(stdout).toMatch(/^1 environment created, 1 deleted, 1 renamed, 4 changed/);
    // the part of its old name says nothing of it
    expect(files.map((file) => space.read(file).includes('"demo"'))).toEqual([true, false]);
  });

  test("diff, where environments have errors, their own and those of a shared file", async () => {
    const space = await fleet();
    change(space);
    edit(space, "environments/eu.ts", "memory:", `servers: name < "c" ? 3 : name === "c" ? "x" : 4, memory:`);
    edit(space, "environments/prod.ts", "servers: 5", "servers: 5, heap: (self) => self.nothing.at");
    const whole = await space.overlayer("diff", "--format", "markdown");
    const files = await partsOf(space, "diff");
    expect(await space.overlayer("report", "merge", ...files, "--format", "markdown")).toEqual(whole);
    expect(whole.code).toBe(2);
  });

  test("compile --check: what is stale, the base and what is orphaned too, and what is in the way", async () => {
    const space = await fleet();
    change(space);
    edit(space, "environments/base.ts", "namespace:", "cpu: 3, namespace:");
    const stale = await space.overlayer("compile", "--check");
    const files = await partsOf(space, "compile", "--check");
    expect(await space.overlayer("report", "merge", ...files)).toEqual(stale);
    expect(stale).toMatchObject({ code: 1, stdout: expect.stringMatching(/base\/[\s\S]*overlays\/demo\//) });

    for (const file of ["overlays/eu/a/kustomization.yaml", "base/kustomization.yaml"])
      space.write(file, `${space.read(file)}# mine\n`);
    const edited = await space.overlayer("compile", "--check", "--format", "json");
    await partsOf(space, "compile", "--check");
    expect(await space.overlayer("report", "merge", ...files, "--format", "json")).toEqual(edited);
    expect(JSON.parse(edited.stdout).issues).toHaveLength(2);
  });

  test("verify: how many are proven, and what is stale", async () => {
    const space = await fleet();
    edit(space, "environments/prod.ts", "servers: 5", "servers: 5, cpu: 3");
    const whole = await space.overlayer("verify");
    expect(await space.overlayer("report", "merge", ...(await partsOf(space, "verify")))).toEqual(whole);
    expect(whole).toMatchObject({ code: 1, stdout: expect.stringContaining("6 environments proven") });
  });
});

test("a part also tells people what it found, and exits as its command does", async () => {
  const space = await fleet();
  change(space);
  const whole = await space.overlayer("diff");
  const { code, stdout, stderr } = await space.overlayer("diff", "--shard", "1/1");
  expect([code, stderr]).toEqual([1, `${whole.stdout}${whole.stderr}`]);
  expect(JSON.parse(stdout)).toMatchObject({ shard: { index: 1, of: 1 } });
});

test("parts that give no whole are refused, and so are views that the command has not", async () => {
  const space = await fleet();
  const [second = "", first = ""] = await partsOf(space, "compile", "--check");
  const merge = async (...words: readonly string[]) => {
    const { code, stdout, stderr } = await space.overlayer("report", "merge", ...words);
    expect([code, stdout]).toEqual([2, ""]);
    return stderr;
  };
  expect(await merge(first)).toContain("error[part/missing]: missing: part 2 of 2");
  expect(await merge(first, second, first)).toContain("error[part/duplicate]");
  expect(await merge(first, ".git/HEAD", "nowhere")).toMatch(
    /part\/invalid[\s\S]*HEAD[\s\S]*part\/invalid[\s\S]*nowhere/,
  );
  expect(await merge(first, second, "--format", "markdown")).toContain("no --format markdown");
  expect(await merge()).toContain("<part> is missing");
  space.write("README.md", "");
  space.commit("second");
  space.write("later.json", (await space.overlayer("compile", "--check", "--shard", "2/2")).stdout);
  expect(await merge(first, "later.json")).toContain("error[part/mixed]: the parts are not of one run: the commit is ");
});

test("a part shows nothing of the checkout but sources and what they become", async () => {
  const space = await fleet();
  space.write(".git/token", "secret-token");
  const [second = "", first = ""] = await partsOf(space, "diff");
  const location = (file: string) => ({ file, line: 1, column: 1 });
  const issues = [".git/token", "environments/../.git/token", "environments/prod.ts"].map((file) => {
    return { code: "a/b", message: file, location: location(file) };
  });
  const part = JSON.parse(space.read(first));
  space.write(first, JSON.stringify({ ...part, result: { ...part.result, issues } }));
  const { stderr } = await space.overlayer("report", "merge", first, second);
  expect(stderr).toContain("--> .git/token:1:1");
  expect(stderr).toContain("import base");
  expect(stderr).not.toContain("secret-token");
});

test.for([
  [["diff", "prod", "--shard", "1/2"], "name none"],
  [["diff", "--watch", "--shard", "1/2"], "--watch"],
  [["verify", "--shard", "3/2"], "--shard is 3/2, and 3 is more than 2"],
  [["verify", "--shard", "0/2"], "--shard is 0/2, expected 3/16"],
  [["report", "merge", "missing.json"], "there is no file missing.json"],
  [["report", "merge", "environments/prod.ts/x"], "there is no file environments/prod.ts/x"],
  [["diff", "--shard", "1/2", "--format", "html"], "report merge"],
  [["compile", "--shard", "1/2"], "add --check"],
] as const)("%s is refused", async ([words, mistake]) => {
  const { code, stdout, stderr } = await workspace().overlayer(...words);
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toContain(mistake);
});
