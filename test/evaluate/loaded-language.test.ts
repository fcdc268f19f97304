import { expect, test } from "vitest";
import { evaluate } from "../../compiler/evaluate/evaluate.ts";
import { defaultLimits } from "../../compiler/evaluate/limits.ts";
import { loadedLanguage, loadedTracing } from "../../compiler/evaluate/loaded-language.ts";
import { fromBytes, toBytes } from "../../compiler/evaluate/memory.ts";
import { startTracing, trace } from "../../compiler/evaluate/trace.ts";
import { treeOf } from "../../compiler/tree.ts";
import { optionsOf, treesOf } from "./trees.ts";

const files = {
  "good.ts": 'import { app } from "overlayer/app";\nexport default app.extend({ servers: 5, memory: "4Gi" });\n',
  "random.ts": 'import { app } from "overlayer/app";\nexport default app.extend({ servers: Math.random() });\n',
  "large.ts":
    'import { app } from "overlayer/app";\nexport const list = [];\nfor (;;) list.push(list.length);\nexport default app;\n',
  "deep.ts":
    'import { app } from "overlayer/app";\nfunction run(): number {\n  return 1 + run();\n}\nrun();\nexport default app;\n',
};
const sources = Object.keys(files).map((file) => ({ name: file.replace(".ts", ""), file }));
const { repository, compiler } = treesOf(files);
const memory = fromBytes(toBytes(await loadedLanguage(compiler)));
const loaded = () => memory;
const limits = { ...defaultLimits, memory: 8 * 1024 * 1024 };

test("a sandbox that goes on from the memory of another evaluates the same, within the same limits", async () => {
  const fresh = await evaluate(sources, { repository, compiler }, limits);
  const resumed = await evaluate(sources, { repository, compiler, loaded }, limits);
  expect(fresh.issues.map(({ location }) => location?.file).sort()).toEqual(["deep.ts", "large.ts", "random.ts"]);
  expect(resumed).toEqual(fresh);
});

test("it loads neither the language nor the defaults again", async () => {
  const language = compiler.files("compiler/language").map((file): [string, string] => [file, "throw 'again';"]);
  const apps = compiler.files("apps").map((file): [string, string] => [file, "throw 'again';"]);
  const broken = treeOf(new Map([...apps, ...language]));
  const { evaluations, issues } = await evaluate(sources.slice(0, 1), { repository, compiler: broken, loaded });
  expect(issues).toEqual([]);
  expect(optionsOf(evaluations[0])).toMatchObject({ servers: 5, heap: "4Gi/2" });
});

test("tracing goes on from such a memory too, and finds the same lines", async () => {
  const tracing = fromBytes(toBytes(await loadedTracing(compiler)));
  const [good] = sources;
  if (good === undefined) throw new Error("no environment");
  const fresh = await trace(good, { repository, compiler });
  const resumed = await trace(good, { repository, compiler, loadedTracing: () => tracing });
  for (const path of [["servers"], ["memory"], ["heap"]]) {
    expect(resumed.where(path)).toEqual(fresh.where(path));
    expect(resumed.derivedFrom(path)).toEqual(fresh.derivedFrom(path));
  }
  expect(resumed.where(["servers"]).set?.value).toMatchObject({ file: "good.ts", line: 2 });
  expect(resumed.where(["heap"]).set?.value.file).toMatch(/^overlayer\/apps\//);
});

test("a second environment with the same imports is traced as if it were the first", async () => {
  const again = await startTracing({ repository, compiler });
  const [good] = sources;
  if (good === undefined) throw new Error("no environment");
  const [first, second, third] = [await again(good), await again(good), await again(good)];
  expect(first?.where(["heap"]).set).toBeDefined();
  for (const one of [second, third]) expect(one?.where(["heap"])).toEqual(first?.where(["heap"]));
});

test("a sandbox that goes on in the engine of another one sees its own files and nothing of the other", async () => {
  const more = 'import { app } from "overlayer/app";\nexport default app.extend({ servers: 7 });\n';
  const other = treesOf({ "good.ts": more });
  await evaluate(sources, { repository, compiler, loaded }, limits);
  const resumed = await evaluate(sources.slice(0, 1), { ...other, loaded });
  expect(resumed).toEqual(await evaluate(sources.slice(0, 1), other));
  expect(optionsOf(resumed.evaluations[0])).toMatchObject({ servers: 7 });
});

test("its memory does not tell where it was made", () => {
  expect(toBytes(memory).includes(process.argv[1] ?? "")).toBe(false);
});
