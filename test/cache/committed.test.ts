import { existsSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import { seed } from "../laws/seed.ts";
import { type Outcome, smallFleet, type Workspace, workspace } from "../scenarios/workspace.ts";

/** A rule refuses a number of servers that is not at most one more or less than committed. */
const fleet = { "environments/base.ts": smallFleet["environments/base.ts"], "environments/a.ts": environment("a") };

function environment(namespace: string): string {
  return `import base from "./base.ts";

export default base.extend({ namespace: "${namespace}", servers: 3 });
`;
}

afterEach(() => {
  vi.unstubAllEnvs();
});

function scale(space: Workspace, file: string, servers: number): void {
  const path = `environments/${file}.ts`;
  if (existsSync(join(space.root, path)))
    space.write(path, space.read(path).replace(/servers: \d/, `servers: ${servers}`));
}

function commit(space: Workspace, path: string, ...options: readonly string[]): void {
  space.git("add", "--all", path);
  const who = ["-c", "user.name=test", "-c", "user.email=test@example.org"];
  space.git(...who, "commit", "--quiet", "--allow-empty", "-m", "more", ...options);
}

type Event = (space: Workspace) => void;

const edits: Readonly<Record<string, Event>> = {
  "a is scaled to 3": (space) => scale(space, "a", 3),
  "a is scaled to 4": (space) => scale(space, "a", 4),
  "a is scaled to 5": (space) => scale(space, "a", 5),
};

const commits: Readonly<Record<string, Event>> = {
  "all is committed": (space) => commit(space, "."),
  "sources are committed alone": (space) => commit(space, "environments"),
  "the commit is amended": (space) => commit(space, ".", "--amend"),
  "all but the first commit is undone": (space) => space.git("reset", "--quiet", "first"),
  "the first commit is checked out": (space) => space.git("checkout", "--quiet", "--force", "first"),
  "a branch begins": (space) => space.git("checkout", "--quiet", "-B", "other"),
  "main is checked out": (space) => space.git("checkout", "--quiet", "--force", "main"),
};

const others: Readonly<Record<string, Event>> = {
  "another file is generated of a": (space) =>
    space.write("environments/a.ts", environment("a").replace("3 }", "4, networkPolicy: { enabled: true } }")),
  "a generated file goes": (space) => existsSync(join(space.root, "overlays/a")) && space.remove("overlays/a"),
  "a file of others is committed": (space) => {
    space.write("overlays/a/OWNERS", "team\n");
    commit(space, ".");
    space.remove("overlays/a/OWNERS");
  },
  "an environment comes": (space) => space.write("environments/b.ts", environment("b")),
  "an environment goes": (space) =>
    existsSync(join(space.root, "environments/b.ts")) && space.remove("environments/b.ts"),
  "one is renamed": (space) => {
    if (!existsSync(join(space.root, "environments/a.ts"))) return;
    space.write("environments/c.ts", space.read("environments/a.ts"));
    space.remove("environments/a.ts");
  },
  "refs are packed": (space) => space.git("pack-refs", "--all"),
};

const events = { ...edits, ...commits, ...others };

/** Each compiles 30 times. */
const numRuns = Number(process.env["CACHE_RUNS"] ?? 2);

test("what is noted of a commit changes nothing of what a change is judged to be", async () => {
  const event = fc.oneof(
    ...[edits, edits, edits, commits, commits, others].map((some) => fc.constantFrom(...Object.keys(some))),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 15, maxLength: 15 }), async (all) => {
      const space = workspace(fleet);
      await space.overlayer("compile");
      space.commit("first");
      space.git("tag", "first");
      for (const name of all) {
        events[name]?.(space);
        const judged = await space.overlayer("compile", "--check", "--no-cache", "--discard");
        expect(issuesIn(await space.overlayer("compile", "--discard"))).toEqual(issuesIn(judged));
      }
    }),
    { seed, numRuns },
  );
}, 120_000);

function issuesIn({ stderr }: Outcome): readonly string[] {
  return stderr.match(/^(error|warning)\[.*/gm) ?? [];
}

test("git is not started for edits of environments of which the commit is known", async () => {
  const shop = `import base from "./base.ts";

export default { eu: base.extend({ namespace: "eu", servers: 3 }), us: base.extend({ namespace: "us" }) };
`;
  const space = workspace({ ...fleet, "environments/shop.ts": shop });
  await space.overlayer("compile");
  space.commit("first");
  await space.overlayer("compile");
  vi.stubEnv("PATH", "/nowhere");
  const compile = async (file: string, servers: number) => {
    scale(space, file, servers);
    return space.overlayer("compile");
  };
  const isWritten = { code: 0, stdout: expect.stringContaining("1 file changed") };
  const isRefused = { code: 2, stderr: expect.stringContaining("has 3 voters, and this makes it 5 in one step") };
  expect(await compile("a", 4)).toMatchObject(isWritten);
  expect(await compile("a", 5)).toMatchObject(isRefused);
  expect(await compile("a", 4)).toMatchObject({ code: 0 });
  expect(await compile("shop", 4)).toMatchObject(isWritten);
  expect(await compile("shop", 5)).toMatchObject(isRefused);
  expect(await compile("shop", 3)).toMatchObject(isWritten);
  expect(await space.overlayer("compile", "--no-cache")).toMatchObject({ code: 3 });
});
