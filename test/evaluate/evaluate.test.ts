import { expect, test } from "vitest";
import { evaluate } from "../../compiler/evaluate/evaluate.ts";
import { evaluateAll, optionsOf, treesOf } from "./trees.ts";

const base = `import { app } from "overlayer/app";
export default app.extend({ storage: { className: "ssd" } });
`;

test("an environment is the final options of its layers, with the files that it read", async () => {
  const prod = 'import base from "./base.ts";\nexport default base.extend({ servers: 5, memory: "4Gi" });\n';
  const { evaluations, issues } = await evaluateAll({ "base.ts": base, "prod.ts": prod });
  expect(issues).toEqual([]);
  expect(evaluations.map(({ name, instances }) => [name, instances.map((one) => one.application)])).toEqual([
    ["base", ["app"]],
    ["prod", ["app"]],
  ]);
  expect(optionsOf(evaluations[1])).toEqual({
    servers: 5,
    memory: "4Gi",
    heap: "4Gi/2",
    storage: { size: "10Gi", className: "ssd" },
    labels: { tier: "data" },
    args: ["a", "b"],
  });
  expect(evaluations[1]?.reads).toEqual(
    expect.arrayContaining(["base.ts", "prod.ts", "overlayer/apps/app/defaults.ts"]),
  );
  expect(evaluations[0]?.reads).not.toContain("prod.ts");
});

test("evaluations come in the order of the sources", async () => {
  const own = 'import { app } from "overlayer/app";\nexport default app;\n';
  const layer = 'import base from "./base.ts";\nexport default base;\n';
  const files = { "a.ts": layer, "b.ts": own, "c.ts": layer, "base.ts": base };
  const { evaluations } = await evaluateAll(files);
  expect(evaluations.map(({ name }) => name)).toEqual(["a", "b", "c", "base"]);
});

test("an environment sees nothing of what another one did", async () => {
  const shared = "export const list: number[] = [];\nexport let count = 0;\nexport const next = () => ++count;\n";
  const layer = `import { app } from "overlayer/app";
import { list, next } from "./lib/shared.ts";
list.push(next());
const seen = (globalThis as any).seen ?? 0;
(globalThis as any).seen = seen + 1;
(Array.prototype as any).extra = ((Array.prototype as any).extra ?? 0) + 1;
export default app.extend({ extra: [list.length, list[0], seen, (Array.prototype as any).extra] });
`;
  const { evaluations } = await evaluateAll({ "lib/shared.ts": shared, "a.ts": layer, "b.ts": layer, "c.ts": layer });
  expect(evaluations.map((one) => optionsOf(one)["extra"])).toEqual([
    [1, 1, 0, 1],
    [1, 1, 0, 1],
    [1, 1, 0, 1],
  ]);
});

test("modules that several environments import may not depend on who was evaluated first", async () => {
  const patch = "(Array.prototype as any).patched = true;\n";
  const with_ = `import "./lib/patch.ts";\nimport { app } from "overlayer/app";\nexport default app.extend({ extra: "patched" in [] });\n`;
  const without = `import { app } from "overlayer/app";\nexport default app.extend({ extra: "patched" in [] });\n`;
  const files = { "lib/patch.ts": patch, "a.ts": with_, "b.ts": with_, "c.ts": without, "d.ts": without };
  const { evaluations } = await evaluateAll(files);
  expect(evaluations.map((one) => optionsOf(one)["extra"])).toEqual([true, true, false, false]);
});

test("memory that an environment used is empty for the next one", async () => {
  const fill = `import { app } from "overlayer/app";
const bytes = new Uint8Array(2_000_000).fill(7);
export default app.extend({ extra: bytes[3] });
`;
  const look = `import { app } from "overlayer/app";
const bytes = new Uint8Array(2_000_000);
export default app.extend({ extra: bytes.some((byte) => byte !== 0) });
`;
  const { evaluations } = await evaluateAll({ "a.ts": fill, "b.ts": look, "c.ts": fill, "d.ts": look });
  expect(evaluations.map((one) => optionsOf(one)["extra"])).toEqual([7, false, 7, false]);
});

test("a repository that holds its own compiler has plain paths", async () => {
  const files = { "environments/prod.ts": 'import { app } from "overlayer/app";\nexport default app;\n' };
  const { repository, compiler } = treesOf(files);
  const tree = {
    read: (path: string) => repository.read(path) ?? compiler.read(path),
    files: (directory: string) => [...repository.files(directory), ...compiler.files(directory)],
  };
  const sources = [{ name: "prod", file: "environments/prod.ts" }];
  const { evaluations } = await evaluate(sources, { repository: tree, compiler: tree });
  expect(evaluations[0]?.reads).toContain("apps/app/defaults.ts");
});

test("the same sources give the same text, whatever the order of the environments", async () => {
  const one = 'import base from "./base.ts";\nexport default base.extend({ labels: { b: "1", a: "2" } });\n';
  const two = 'import base from "./base.ts";\nexport default base.extend({ servers: 5 });\n';
  const first = await evaluateAll({ "base.ts": base, "one.ts": one, "two.ts": two });
  const second = await evaluateAll({ "two.ts": two, "one.ts": one, "base.ts": base });
  const text = (name: string, { evaluations }: typeof first) =>
    JSON.stringify(evaluations.find((one) => one.name === name));
  for (const name of ["base", "one", "two"]) expect(text(name, first)).toBe(text(name, second));
});
