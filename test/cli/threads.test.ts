import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { detailsOf, digestOf, namesDigest, readRecord, recordFile } from "../../compiler/cache/record.ts";
import { unaffectedUnits } from "../../compiler/cache/unaffected.ts";
import { partFile } from "../../compiler/cli/part.ts";
import type { StagedPart } from "../../compiler/cli/stage-part.ts";
import { startThread } from "../../compiler/cli/start-thread.ts";
import { firstFile } from "../../compiler/compile-parts.ts";
import { type KnownRuns, nothingKnown } from "../../compiler/known-runs.ts";
import { blobId } from "../../compiler/repository/blob-id.ts";
import { stagingPrefix } from "../../compiler/write/staging.ts";
import { type Workspace, workspace } from "../scenarios/workspace.ts";

const dist = join(import.meta.dirname, "../../dist");

/** So many that threads compile them. */
const count = 210;

function fleet(more: Readonly<Record<string, string>> = {}): Workspace {
  const environment = (number: number) =>
    `import base from "./base.ts";\n\nexport default base.extend({ namespace: "zk-${number}", servers: ${3 + 2 * (number % 2)} });\n`;
  return workspace({
    "environments/base.ts": `import { zookeeper } from "overlayer/zookeeper";\n\nexport default zookeeper.extend({});\n`,
    ...Object.fromEntries(
      Array.from({ length: count }, (_, index) => [`environments/a-${index + 100}.ts`, environment(index + 100)]),
    ),
    ...more,
  });
}

/** The bundle, which alone has threads. */
function bundled({ root }: Workspace, ...args: readonly string[]) {
  const env = { ...process.env, XDG_CACHE_HOME: join(root, "../cache") };
  const { status, stdout, stderr } = spawnSync(join(dist, "overlayer.cjs"), args, {
    ...{ cwd: root, env, encoding: "utf8" },
  });
  return { status, stdout, stderr };
}

/** What is wrong, as threads find it and as one run of a single part does. */
function issues(space: Workspace): readonly unknown[] {
  const whole = bundled(space, "compile", "--check", "--no-cache", "--format", "json");
  const part = bundled(space, "compile", "--check", "--shard", "1/1");
  return [JSON.parse(whole.stdout).issues, JSON.parse(part.stdout).result.issues];
}

/** What was noted when files were staged is what they are. */
function expectRecordAsLookedAt({ root, read }: Workspace): void {
  const compiler = digestOf(readFileSync(join(dist, "main.cjs")));
  const kept = readRecord(recordFile(root, join(root, "../cache")), root, compiler);
  const { units = [], affected } = (kept && unaffectedUnits(kept.record)) ?? {};
  expect(affected).toEqual([]);
  expect(units).toHaveLength(count + 2);
  const listDigest = (path: string) => namesDigest(readdirSync(join(root, path), { withFileTypes: true }));
  expect(units.map((unit) => detailsOf(unit).folders)).toEqual(units.map((unit) => unit.folders.map(listDigest)));
  expect(units.map(({ ids }) => ids)).toEqual(units.map(({ files }) => files.map((path) => blobId(read(path)))));
}

test("threads compile to what one thread does, and find the same wherever it is", () => {
  const space = fleet({
    "delivery.ts": `import { argocd } from "overlayer/argocd";\n\nexport default argocd.extend({ name: "zookeeper", repoURL: "https://example.org/gitops.git" });\n`,
  });
  // one in the folder of another
  space.write(
    "environments/a-100/b.ts",
    space.read("environments/a-100.ts").replace("./", "../").replace("zk-100", "b"),
  );
  expect(bundled(space, "compile")).toMatchObject({ status: 0, stderr: "" });
  expectRecordAsLookedAt(space);
  expect(bundled(space, "compile", "--check", "--shard", "1/1").status).toBe(0);
  expect(bundled(space, "compile").stdout).toContain("environments, up to date");
  space.remove("delivery.ts");
  // two in the same place, of one thread and of two
  space.write("environments/a-300.ts", space.read("environments/a-300.ts").replace("zk-300", "zk-301"));
  space.write("environments/a-299.ts", space.read("environments/a-299.ts").replace("zk-299", "zk-100"));
  const [whole, part] = issues(space);
  expect(whole).toHaveLength(2);
  expect(whole).toEqual(part);
});

test("a thread gives what it compiled and read, and ends", async () => {
  const { root } = fleet();
  const staging = join(root, ".overlayer-staged");
  const sources = [{ name: "a-101", file: "environments/a-101.ts" }];
  const order = { root, out: root, limits: "", sources, nextFile: firstFile(), staging, known: nothingKnown };
  const parts: StagedPart[] = [];
  const carryOut = () => startThread(join(dist, partFile)).carryOut(order, (part) => void parts.push(part));
  const read = await carryOut();
  expect(read?.texts.get("environments/a-101.ts")).toContain("zk-101");
  // nothing is left for another one
  await carryOut();
  const environments = parts.flatMap(({ part }) => part.environments);
  expect(environments.map(({ name, objects }) => [name, objects])).toEqual([["a-101", 6]]);
  const files = environments.flatMap((one) => [...one.files]);
  expect(files.map(([path]) => [path, readFileSync(join(staging, "new", path), "utf8")])).toEqual(files);
});

test("a thread goes by what another one ran", async () => {
  const { root } = fleet();
  const sources = [{ name: "a-101", file: "environments/a-101.ts" }];
  const order = { root, out: root, limits: "", sources, staging: undefined };
  const compiled = async (known: KnownRuns) => {
    const parts: StagedPart[] = [];
    const thread = startThread(join(dist, partFile));
    await thread.carryOut({ ...order, nextFile: firstFile(), known }, (part) => void parts.push(part));
    return parts.map(({ part }) => part);
  };
  const [ran] = await compiled(nothingKnown);
  const { base, plain = [] } = ran?.found ?? nothingKnown;
  expect([base?.file, plain.length]).toEqual(["environments/base.ts", 1]);
  // had it run the file again, it would not have this
  const known = {
    base,
    plain: plain.map((run) => ({ ...run, options: { ...run.options, maxClientConnections: 61 } })),
  };
  const [part] = await compiled(known);
  const texts = part?.environments.flatMap((one) => [...one.files.values()]);
  expect(texts).toEqual([expect.stringContaining("maxClientCnxns=61")]);
  expect(part?.found).toEqual(nothingKnown);
});

test("what is wrong in one thread's part, or between two, is told as by one", () => {
  const space = fleet();
  space.write("environments/a-305.ts", space.read("environments/a-305.ts").replace("servers", "severs"));
  const wrong = bundled(space, "compile");
  expect(wrong).toMatchObject({ status: 2, stderr: expect.stringContaining("did you mean servers?") });
  expect(readdirSync(space.root)).not.toContain("overlays");
  expect(readdirSync(space.root).filter((name) => name.startsWith(stagingPrefix))).toEqual([]);
  space.remove("environments/a-305.ts");
  space.write("environments/a/b.ts", `import base from "../base.ts";\n\nexport default base;\n`);
  space.write("environments/a.ts", `import base from "./base.ts";\n\nexport default { b: base };\n`);
  expect(bundled(space, "compile")).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('two environments are "a/b"'),
  });
});
