import { existsSync, lstatSync, readdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { workingTree } from "../../compiler/repository/working-tree.ts";
import { seed } from "../laws/seed.ts";
import { smallFleet, type Workspace, workspace } from "../scenarios/workspace.ts";

/** A profile that one environment imports, a map of environments, and one that a warning is about. */
const fleet = {
  ...smallFleet,
  "profiles/small.ts": `export const small = { cpu: 1, memory: "2Gi" } as const;\n`,
  "environments/shop.ts": `import { small } from "../profiles/small.ts";
import base from "./base.ts";

export default { eu: base.extend({ ...small, namespace: "eu" }), us: base.extend({ ...small, namespace: "us" }) };
`,
  "environments/even.ts": `import base from "./base.ts";

export default base.extend({ namespace: "even", production: false, servers: 4 });
`,
};

/** What can happen to a repository between two runs. */
const events: Readonly<Record<string, (space: Workspace) => void>> = {
  "an environment is edited": (space) => replace(space, "environments/prod.ts", /servers: \d/, "servers: 3"),
  "and edited back": (space) => replace(space, "environments/prod.ts", /servers: \d/, "servers: 5"),
  "an option is set that nothing reads": (space) =>
    replace(
      space,
      "environments/prod.ts",
      /namespace: "[a-z-]+",(?: cpuLimit: \d,)?/,
      `namespace: "prod", cpuLimit: 4,`,
    ),
  "an option is set that others read": (space) =>
    replace(space, "environments/demo.ts", /cpu: [\d.]+,?(?: memory: "\dGi")?/, `cpu: 0.5, memory: "3Gi"`),
  "the base computes an option of others": (space) =>
    space.write(
      "environments/base.ts",
      smallFleet["environments/base.ts"].replace(" })", ", cpuLimit: (self) => Number(self.cpu) * 2 })"),
    ),
  "an environment is edited without an effect": (space) => replace(space, "environments/demo.ts", /^/, "// more\n"),
  "an environment moves": (space) => replace(space, "environments/demo.ts", /namespace: "[a-z-]+"/, `namespace: "x"`),
  "the profile is edited": (space) => replace(space, "profiles/small.ts", /cpu: \d/, "cpu: 2"),
  "the base is edited": (space) => replace(space, "environments/base.ts", /extend\(\{/, "extend({ cpu: 2,"),
  "the base is as at first": (space) => space.write("environments/base.ts", smallFleet["environments/base.ts"]),
  "an environment is broken": (space) => replace(space, "environments/demo.ts", /cpu: [\d.]+/, "cpu: -1"),
  "an environment is mended": (space) => replace(space, "environments/demo.ts", /cpu: -1/, "cpu: 0.5"),
  "an environment comes": (space) => space.write("environments/new.ts", smallFleet["environments/demo.ts"]),
  "an environment goes": (space) =>
    existsSync(join(space.root, "environments/new.ts")) && space.remove("environments/new.ts"),
  "a key of a map is another": (space) => replace(space, "environments/shop.ts", /\b(us|asia):/, "asia:"),
  "a generated file is edited": (space) => replace(space, "overlays/prod/kustomization.yaml", /$/, "# by hand\n"),
  "a generated file goes": (space) => existsSync(join(space.root, "overlays/demo")) && space.remove("overlays/demo"),
  "a generated file of the base goes": (space) =>
    existsSync(join(space.root, "base/kustomization.yaml")) && space.remove("base/kustomization.yaml"),
  "a generated file is there twice": (space) => {
    const path = "overlays/prod/kustomization.yaml";
    if (existsSync(join(space.root, path))) space.write("overlays/prod/copy.yaml", space.read(path));
  },
  "a file of others is there": (space) => space.write("overlays/prod/OWNERS", "team\n"),
  "a profile is a link that leads out": (space) => linkAway(space, "profiles/small.ts"),
  "a folder of profiles is a link that leads out": (space) => linkAway(space, "profiles"),
  "a generated file is a link": (space) => linkAway(space, "overlays/prod/kustomization.yaml"),
  "a generated folder is a link": (space) => linkAway(space, "overlays/prod"),
  "there are folders of others": (space) => {
    space.write("overlays/notes/README", "notes\n");
    space.write("overlays/prod/notes/README", "notes\n");
  },
  "a generated file is copied into them": (space) => {
    if (!existsSync(join(space.root, "base/kustomization.yaml"))) return;
    space.write("overlays/notes/kustomization.yaml", space.read("base/kustomization.yaml"));
    space.write("overlays/prod/notes/kustomization.yaml", space.read("base/kustomization.yaml"));
  },
  "what is committed is broken": (space) => {
    replace(space, "overlays/prod/kustomization.yaml", /$/, "garbage: [\n");
    commit(space);
  },
  "there is no git any more": (space) =>
    existsSync(join(space.root, ".git")) &&
    renameSync(join(space.root, ".git"), join(space.root, `../git-${Math.random()}`)),
  "there is something to sync": (space) =>
    space.write(
      "delivery.ts",
      `import { flux } from "overlayer/flux";\n\nexport default flux.extend({ url: "https://example.org/x.git" });\n`,
    ),
  "what is to be synced is said behind a link": (space) => {
    space.write(
      "sync/delivery.ts",
      `import { flux } from "overlayer/flux";\n\nexport default flux.extend({ url: "https://example.org/y.git" });\n`,
    );
    if (!existsSync(join(space.root, "delivery.ts"))) symlinkSync("sync/delivery.ts", join(space.root, "delivery.ts"));
  },
  "an environment is saved by a rename": (space) => {
    space.write("environments/prod.ts.new", space.read("environments/prod.ts"));
    renameSync(join(space.root, "environments/prod.ts.new"), join(space.root, "environments/prod.ts"));
  },
  "an environment comes in a folder": (space) =>
    space.write("environments/team/new.ts", smallFleet["environments/demo.ts"].replace("./base.ts", "../base.ts")),
  "and a folder in its place": (space) => {
    if (!existsSync(join(space.root, "environments/team/new.ts"))) return;
    space.remove("environments/team");
    space.write("environments/team/new.ts/README", "notes\n");
  },
  "all is committed": (space) => {
    commit(space);
  },
  "refs are packed": (space) => existsSync(join(space.root, ".git")) && void space.git("pack-refs", "--all"),
  "all is as committed": (space) =>
    existsSync(join(space.root, ".git")) && void space.git("checkout", "--quiet", "--", "."),
};

/** Commits something in any case. */
function commit(space: Workspace): void {
  space.write("CHANGES", `${existsSync(join(space.root, "CHANGES")) ? space.read("CHANGES") : ""}more\n`);
  space.commit("more");
}

/** Moves what is at a path out of the repository, and leaves a link to it. */
function linkAway(space: Workspace, path: string): void {
  const [from, to] = [join(space.root, path), join(space.root, "..", path.replaceAll("/", "-"))];
  if (!existsSync(from) || lstatSync(from).isSymbolicLink() || existsSync(to)) return;
  renameSync(from, to);
  symlinkSync(to, from);
}

function replace(space: Workspace, path: string, what: RegExp, by: string): void {
  if (existsSync(join(space.root, path))) space.write(path, space.read(path).replace(what, by));
}

/** Each compiles up to 14 times. */
const numRuns = Number(process.env["CACHE_RUNS"] ?? 5);

const commands = [
  ["compile"],
  ["compile"],
  ["diff"],
  ["diff", "--against", "HEAD"],
  ["diff", "--format", "json"],
  ["compile", "--check"],
  ["compile", "--discard"],
];

test("what a run kept for the next one changes nothing of what that says and writes", async () => {
  const runs = fc.array(
    fc.record({
      happened: fc.uniqueArray(fc.constantFrom(...Object.keys(events)), { maxLength: 3 }),
      command: fc.constantFrom(...commands),
    }),
    { minLength: 2, maxLength: 6 },
  );
  await fc.assert(
    fc.asyncProperty(runs, async (all) => {
      const [kept, cold] = [workspace(fleet), workspace(fleet)];
      // without errors, so that there is a record
      expect([await kept.overlayer("compile"), await cold.overlayer("compile")]).toMatchObject([
        { code: 0 },
        { code: 0 },
      ]);
      for (const { happened, command } of all) {
        for (const name of happened) for (const space of [kept, cold]) events[name]?.(space);
        const [one, other] = [await kept.overlayer(...command), await cold.overlayer(...command, "--no-cache")];
        expect(one).toEqual(other);
        expect(textsOf(kept)).toEqual(textsOf(cold));
      }
    }),
    { seed, numRuns },
  );
}, 120_000);

/** A link that leads out has no text. */
function textsOf(space: Workspace): Readonly<Record<string, string | undefined>> {
  const tree = workingTree(space.root);
  const files = ["base", "overlays", "delivery"].flatMap(tree.files);
  return Object.fromEntries(files.map((file) => [file, tree.read(file)]));
}

test("a diff that had to read many files keeps that they are as they were", async () => {
  const many = Array.from({ length: 51 }, (_, index) => [
    `environments/e${index}.ts`,
    `import base from "./base.ts";\n\nexport default base.extend({ namespace: "e${index}" });\n`,
  ]);
  const space = workspace({ ...smallFleet, ...Object.fromEntries(many) });
  const home = workspace({});
  const run = (...args: readonly string[]) => space.overlayerWith({ XDG_CACHE_HOME: home.root }, ...args);
  await run("compile");
  space.commit("first");
  const [name = ""] = readdirSync(join(home.root, "overlayer"));
  const record = () => readFileSync(join(home.root, "overlayer", name));
  const afterCompile = record();
  for (const path of space.files("overlays")) space.write(path, space.read(path));
  expect(await run("diff", "--against", "HEAD")).toMatchObject({ code: 0, stderr: "Compared with HEAD.\n" });
  const afterDiff = record();
  expect(afterDiff.equals(afterCompile)).toBe(false);
  replace(space, "environments/e1.ts", /extend\(\{/, "extend({ cpu: 2,");
  expect(await run("diff", "--against", "HEAD")).toMatchObject({ code: 1 });
  expect(await run("compile")).toMatchObject({ code: 0, stdout: expect.stringContaining("1 file changed") });
});

test("a record that is damaged, of another compiler or of another folder is not used", async () => {
  const space = workspace();
  const home = workspace({});
  const compile = () => space.overlayerWith({ XDG_CACHE_HOME: home.root }, "compile");
  await compile();
  const [name = ""] = readdirSync(join(home.root, "overlayer"));
  const file = join(home.root, "overlayer", name);
  const record = readFileSync(file, "utf8");
  for (const damaged of [
    "",
    "{}",
    record.slice(0, -9),
    record.replace("overlays/prod", "overlays/demo"),
    `x${record}`,
  ]) {
    writeFileSync(file, damaged);
    replace(space, "environments/prod.ts", /memory: "\d/, `memory: "${(damaged.length % 5) + 5}`);
    expect(await compile()).toMatchObject({ code: 0 });
    expect(space.read("overlays/prod/kustomization.yaml")).toContain(`memory: ${(damaged.length % 5) + 5}Gi`);
  }
});
