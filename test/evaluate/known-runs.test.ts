import { expect, test } from "vitest";
import { evaluate } from "../../compiler/evaluate/evaluate.ts";
import { nothingKnown, type PlainRun, withMore } from "../../compiler/known-runs.ts";
import { optionsOf, treesOf } from "./trees.ts";

const base = `import { app } from "overlayer/app";\nexport default app.extend({ labels: { a: "b" } });\n`;
const sources = [
  { name: "base", file: "base.ts", single: true },
  { name: "prod", file: "prod.ts" },
];

function treesWith(fields: object) {
  const prod = `import base from "./base.ts";\nexport default base.extend(${JSON.stringify(fields)});\n`;
  return treesOf({ "base.ts": base, "prod.ts": prod });
}

const noSandbox = () => {
  throw new Error("a sandbox is started");
};

test("an edit of what nothing reads needs no sandbox, any other one does", async () => {
  const { found } = await evaluate(sources, treesWith({ memory: "2Gi", servers: 3 }));
  // as it is kept
  const known = JSON.parse(JSON.stringify(found));
  for (const fields of [
    { memory: "2Gi", servers: 5 },
    { servers: 3, args: ["--a"], memory: "2Gi" },
  ]) {
    const { evaluations } = await evaluate(sources, { ...treesWith(fields), known, loaded: noSandbox });
    const alone = await evaluate(sources, treesWith(fields));
    expect(evaluations.map(optionsOf)).toEqual(alone.evaluations.map(optionsOf));
  }
  // another value of what `heap` reads, one option less, a map, and a name that is none
  for (const fields of [
    { memory: "3Gi", servers: 3 },
    { memory: "2Gi" },
    { memory: "2Gi", servers: 3, storage: { size: "1Gi" } },
    { memory: "2Gi", servers: 3, other: 1 },
  ]) {
    const evaluated = evaluate(sources, { ...treesWith(fields), known, loaded: noSandbox });
    await expect(evaluated).rejects.toThrow("a sandbox is started");
  }
});

test("only files on top of the base are kept, the latest of them", async () => {
  const other = `import other from "./other.ts";\nexport default other.extend({ servers: 1 });\n`;
  const { repository, compiler } = treesOf({ "base.ts": base, "other.ts": base, "prod.ts": other });
  expect((await evaluate(sources, { repository, compiler })).found.plain).toEqual([]);
  const run = (number: number): PlainRun => ({
    ...{ below: "base", exported: "default", free: [], read: [], application: "app", options: {} },
    depends: { number },
  });
  const all = Array.from({ length: 100 }, (_, number) => ({ base: undefined, plain: [run(number)] }));
  const kept = all.reduce(withMore, nothingKnown).plain.map(({ depends }) => depends["number"]);
  expect(kept).toEqual(Array.from({ length: 32 }, (_, index) => 68 + index));
});
