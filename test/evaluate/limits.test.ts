import { expect, test } from "vitest";
import { defaultLimits } from "../../compiler/evaluate/limits.ts";
import { evaluateAll } from "./trees.ts";

const sane = 'import { app } from "overlayer/app";\nexport default app;\n';
const limits = { ...defaultLimits, steps: 300, memory: 16 * 1024 * 1024 };

/** The issues of an environment that goes beyond its limits, between two that do not. */
async function issuesOf(code: string) {
  const file = `import { app } from "overlayer/app";\n${code}\nexport default app;\n`;
  const { evaluations, issues } = await evaluateAll({ "a.ts": sane, "bad.ts": file, "c.ts": sane }, limits);
  expect(evaluations.map(({ name }) => name)).toEqual(["a", "c"]);
  return issues;
}

test.each([
  ["a loop", "\nfor (;;) {}", 3],
  ["a loop with no block", "let i = 0;\nwhile (true) i++;", 3],
  ["a loop in a function", "function run() {\n  do {} while (true);\n}\nrun();", 3],
  ["a loop that catches what it can", "for (;;) {\n  try {\n    for (;;) {}\n  } catch {}\n}", 4],
  ["a getter", "const object = {\n  get field() {\n    for (;;) {}\n  },\n};\nobject.field;", 4],
  ["a regular expression", "\n/^(a+)+$/.test('a'.repeat(100) + 'b');", 3],
  ["a generator", "function* all() {\n  while (true) {}\n}\nall().next();", 3],
  ["sorting", "\n[3, 2, 1].sort(() => {\n  for (;;) {}\n});", 4],
])("%s without an end is stopped at its line", async (_, code, line) => {
  const issues = await issuesOf(code);
  expect(issues).toMatchObject([{ code: "evaluate/limit", environment: "bad", location: { file: "bad.ts", line } }]);
  expect(issues[0]?.message).toContain("300 steps");
});

test.each([
  ["promises", "const again = (): Promise<void> => Promise.resolve().then(again);\nawait again();"],
  ["an await of what never comes", "await new Promise(() => {});"],
])("%s without an end are stopped", async (_, code) => {
  expect(await issuesOf(code)).toMatchObject([{ code: "evaluate/limit", location: { file: "bad.ts" } }]);
});

test.each([
  ["a list", "const list: number[] = [];\nfor (let i = 0; i < 1e8; i++) list.push(i);"],
  ["a string", "let text = 'x';\nwhile (true) text += text;"],
  ["a buffer", "\nnew ArrayBuffer(4_000_000_000);"],
  ["a sparse list", "\nnew Array(4_000_000_000).fill(1);"],
  ["repetition", "\n'x'.repeat(500_000_000);"],
])("%s without an end is stopped", async (_, code) => {
  const [issue] = await issuesOf(code);
  expect(issue?.location?.file).toBe("bad.ts");
  expect(["evaluate/limit", "evaluate/throw"]).toContain(issue?.code);
});

test("a function that calls itself without an end is located", async () => {
  expect(await issuesOf("function run(): number {\n  return 1 + run();\n}\nrun();")).toMatchObject([
    { code: "evaluate/limit", location: { file: "bad.ts", line: 3 } },
  ]);
});

test.each([
  ["a list in itself", "const list: unknown[] = [];\nlist.push(list);\n", "{ extra: list }"],
  ["a map in itself", "const map: Record<string, unknown> = {};\nmap.own = map;\n", "{ extra: map }"],
  ["maps that functions make", "const next = (): object => ({ next });\n", "{ extra: next }"],
  ["self in itself", "", "{ extra: (self: unknown) => self }"],
])("%s is no endless evaluation", async (_, code, layer) => {
  const file = `import { app } from "overlayer/app";\n${code}export default app.extend(${layer});\n`;
  const { evaluations, issues } = await evaluateAll({ "a.ts": sane, "bad.ts": file, "c.ts": sane }, limits);
  expect(evaluations.map(({ name }) => name)).toEqual(["a", "c"]);
  expect(issues).toMatchObject([{ environment: "bad", location: { file: "bad.ts" } }]);
});

test("a shared file without an end is one issue, and takes nothing from the others", async () => {
  const base = 'import { app } from "overlayer/app";\nwhile (true) {}\nexport default app;\n';
  const layer = 'import base from "./lib/base.ts";\nexport default base;\n';
  const many = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`e${index}.ts`, layer]));
  const files = { "lib/base.ts": base, ...many, "sane.ts": sane };
  const { evaluations, issues } = await evaluateAll(files, limits);
  expect(evaluations.map(({ name }) => name)).toEqual(["sane"]);
  expect(issues).toMatchObject([{ code: "evaluate/limit", location: { file: "lib/base.ts", line: 2 } }]);
  expect(issues[0]?.environment).toBeUndefined();
});

test("a loop that ended before is not the one that is named", async () => {
  const code = "for (const i of [1]) {\n  outer: for (;;) {\n    if (i > 0) continue outer;\n    break;\n  }\n}";
  expect(await issuesOf(code)).toMatchObject([{ location: { file: "bad.ts", line: 3 } }]);
  const expression = "for (const i of [1]) i;\nconst text = 'a'.repeat(100) + 'b';\n/^(a+)+$/.test(text);";
  expect(await issuesOf(expression)).toMatchObject([{ location: { file: "bad.ts", line: 4 } }]);
});

test("after some environments that never end the others get less, but enough", async () => {
  const bad = 'import { app } from "overlayer/app";\nfor (;;) {}\nexport default app;\n';
  const files = { "a.ts": bad, "b.ts": bad, "c.ts": bad, "d.ts": bad, "e.ts": sane };
  const { evaluations, issues } = await evaluateAll(files, limits);
  expect(evaluations.map(({ name }) => name)).toEqual(["e"]);
  expect(issues.map(({ message }) => /\d+(?= steps)/.exec(message)?.[0])).toEqual(["300", "300", "300", "30"]);
  expect(issues[3]?.hint).toContain("got a tenth");
});

test("after two environments of a map that never end its others are not run, and one issue says so", async () => {
  const file = `import { app } from "overlayer/app";
const endless = (n: number) => app.extend({ heap: () => { for (;;) {} }, servers: n });
export default { sound: app, ...Object.fromEntries(Array.from({ length: 1002 }, (_, n) => ["e" + n, endless(n)])) };
`;
  const { evaluations, environments, issues } = await evaluateAll({ "map.ts": file, "z.ts": sane }, limits);
  expect(evaluations.map(({ name }) => name)).toEqual(["map/sound", "z"]);
  expect(environments).toHaveLength(1004);
  expect(issues).toMatchObject([
    { code: "evaluate/limit", location: { file: "map.ts", line: 2 } },
    { message: "1,000 more environments of map.ts were not evaluated", location: { file: "map.ts", line: 3 } },
  ]);
});

test("what no step counts is stopped by the clock", async () => {
  const file = 'import { app } from "overlayer/app";\nfor (;;) {}\nexport default app;\n';
  const clock = { ...limits, steps: Number.POSITIVE_INFINITY, wall: 100 };
  const { evaluations, issues } = await evaluateAll({ "bad.ts": file, "sane.ts": sane }, clock);
  expect(evaluations.map(({ name }) => name)).toEqual(["sane"]);
  expect(issues).toMatchObject([{ code: "evaluate/limit", location: { file: "bad.ts", line: 2 } }]);
  expect(issues[0]?.message).toContain("0.1 s");
});
