import { expect, test } from "vitest";
import { type Trace, trace } from "../../compiler/evaluate/trace.ts";
import { treesOf } from "./trees.ts";

/** Where a path was set and what that overrode: `file:line text`, the text being what the location marks. */
async function tracer(files: Record<string, string>) {
  const trees = treesOf(files);
  const traced = await trace({ name: "prod", file: "prod.ts" }, trees);
  const show = ({
    file,
    line,
    column,
    endColumn,
  }: {
    file: string;
    line: number;
    column: number;
    endColumn?: number;
  }) => {
    const text = files[file] ?? trees.compiler.read(file.replace(/^overlayer\//, "")) ?? "";
    return `${file}:${line} ${text.split("\n")[line - 1]?.slice(column - 1, (endColumn ?? column + 1) - 1)}`;
  };
  return (...path: (string | number)[]) => {
    const { set, overrode } = traced.where(path);
    return set === undefined
      ? []
      : [`${show(set.key)} = ${show(set.value)}`, ...overrode.map((one) => show(one.value))];
  };
}

const app = 'import { app } from "overlayer/app";\n';

test("a value is located in the layer that set it, with those that it overrode", async () => {
  const where = await tracer({
    "base.ts": `${app}export default app.extend({ servers: 5, storage: { className: "ssd" } });\n`,
    "prod.ts":
      'import base from "./base.ts";\nexport default base.extend({\n  servers: 7,\n  storage: { size: "1Ti" },\n});\n',
  });
  expect(where("servers")).toEqual([
    "prod.ts:3 servers = prod.ts:3 7",
    "base.ts:2 5",
    "overlayer/apps/app/defaults.ts:14 3",
  ]);
  expect(where("storage", "className")).toEqual(['base.ts:2 className = base.ts:2 "ssd"']);
  expect(where("storage", "size")).toEqual([
    'prod.ts:4 size = prod.ts:4 "1Ti"',
    'overlayer/apps/app/defaults.ts:17 "10Gi"',
  ]);
  expect(where("labels", "tier")[0]).toContain("defaults.ts:18 tier");
});

test("names that are numbers, and values that JSON cannot hold, are located as any other", async () => {
  const where = await tracer({
    "prod.ts": `${app}const pattern = /^[a-z]+$/;\nexport default app.extend({\n  labels: { 10n: pattern.source, 0x10: "b" },\n});\n`,
  });
  expect(where("labels", "10")).toEqual(["prod.ts:4 10n = prod.ts:4 pattern.source"]);
  expect(where("labels", "16")).toEqual(['prod.ts:4 0x10 = prod.ts:4 "b"']);
});

test("what a layer is extended by that is no literal is located as a whole", async () => {
  const where = await tracer({
    "base.ts": `${app}export default app.extend({ servers: 5 });\n`,
    "prod.ts": [
      'import base from "./base.ts";',
      'const made = Object.fromEntries([["servers", 7]]);',
      'export default base.extend(JSON.parse(\'{ "storage": { "size": "1Ti" } }\')).extend(made as { servers: number });',
    ].join("\n"),
  });
  const made = "made as { servers: number }";
  expect(where("servers").slice(0, 2)).toEqual([`prod.ts:3 ${made} = prod.ts:3 ${made}`, "base.ts:2 5"]);
  const parsed = `JSON.parse('{ "storage": { "size": "1Ti" } }')`;
  expect(where("storage", "size")).toEqual([`prod.ts:3 ${parsed} = prod.ts:3 ${parsed}`]);
});

test("what is unknown or missing is located by what is around it", async () => {
  const where = await tracer({
    "prod.ts": `${app}export default app.extend({\n  storage: { sise: "1Ti" },\n});\n`,
  });
  expect(where("storage", "sise")).toEqual(['prod.ts:3 sise = prod.ts:3 "1Ti"']);
  expect(where("storage", "nothing")[0]).toContain('prod.ts:3 storage = prod.ts:3 { sise: "1Ti" }');
  expect(where("nothing", "at", 0, "all")[0]).toContain("prod.ts:2 {");
});

test("a computed value is where its function is, and what is in a computed map where that is written", async () => {
  const where = await tracer({
    "prod.ts": `${app}export default app.extend({
  memory: (self) => self.servers + "Gi",
  labels: (self) => ({
    size: self.memory,
  }),
});
`,
  });
  expect(where("memory")[0]).toBe('prod.ts:3 memory = prod.ts:3 (self) => self.servers + "Gi"');
  expect(where("labels", "size")).toEqual(["prod.ts:5 size = prod.ts:5 self.memory"]);
});

test("what came from a helper's map by spread is where the helper wrote it", async () => {
  const where = await tracer({
    "lib/size.ts": 'export const size = (gi: number) => ({\n  memory: gi + "Gi",\n  heap: "1G",\n});\n',
    "prod.ts": `${app}import { size } from "./lib/size.ts";
const labels = { a: "1", b: "2" };
const made = Object.fromEntries([["c", "3"]]);
export default app.extend({
  ...size(4),
  heap: "2G",
  labels: { ...labels, b: "4", ...made },
});
`,
  });
  expect(where("memory")[0]).toBe('lib/size.ts:2 memory = lib/size.ts:2 gi + "Gi"');
  expect(where("heap")[0]).toBe('prod.ts:7 heap = prod.ts:7 "2G"');
  expect(where("labels", "a")[0]).toBe('prod.ts:3 a = prod.ts:3 "1"');
  expect(where("labels", "b")[0]).toBe('prod.ts:8 b = prod.ts:8 "4"');
  expect(where("labels", "c")[0]).toBe("prod.ts:8 ...made = prod.ts:8 ...made");
});

test("items of lists are located through spreads, edits and merges", async () => {
  const where = await tracer({
    "prod.ts": `${app}import { append, mergeBy } from "overlayer";
const more = ["x", "y"];
export default app.extend({
  args: ["a", ...more, "z"],
  extra: [{ name: "one", port: 1 }],
}).extend({
  args: append("end"),
  extra: mergeBy<any>("name", [{ name: "one", size: 2 }]),
});
`,
  });
  expect(where("args", 0)[0]).toBe('prod.ts:5 "a" = prod.ts:5 "a"');
  expect(where("args", 2)[0]).toBe('prod.ts:3 "y" = prod.ts:3 "y"');
  expect(where("args", 3)[0]).toBe('prod.ts:5 "z" = prod.ts:5 "z"');
  expect(where("args", 4)[0]).toBe('prod.ts:8 args = prod.ts:8 append("end")');
  expect(where("extra", 0, "port")[0]).toBe("prod.ts:6 port = prod.ts:6 1");
  expect(where("extra", 0, "size")[0]).toBe("prod.ts:9 size = prod.ts:9 2");
});

test("a field that fails does not hide the others", async () => {
  const where = await tracer({
    "prod.ts": `${app}export default app.extend({
  heap: (self) => self.labels.none.size,
  servers: NaN,
});
`,
  });
  expect(where("servers")[0]).toBe("prod.ts:4 servers = prod.ts:4 NaN");
  expect(where("heap")[0]).toContain("prod.ts:3 heap");
});

test("all kinds of code keep their meaning", async () => {
  const where = await tracer({
    "prod.ts": `${app}const [first, { second = [2] as const, ...rest }] = [1, { third: 3 }];
const { a, ...others } = { a: 1, "b-c": { d: 4 } } satisfies object;
class Holder { static one = { x: 1 }; two = [...[1], ...[2, 3]]; get three() { return { y: 1 }; } }
for (const { v } of [{ v: 1 }]) void v;
export default app.extend({
  extra: { first, second, ...rest, a, others, held: new Holder().two, x: Holder.one.x, "q": 1, ["co" + "mputed"]: 1, 5: 5 },
});
`,
  });
  expect(where("extra", "others", "b-c", "d")[0]).toBe("prod.ts:3 d = prod.ts:3 4");
  expect(where("extra", "held", 2)[0]).toContain("prod.ts:4 3");
  expect(where("extra", "q")[0]).toContain('prod.ts:7 "q" = prod.ts:7 1');
  expect(where("extra", "computed")[0]).toContain("prod.ts:7");
  expect(where("extra", "5")[0]).toContain("prod.ts:7 5");
});

test("what is asked for alone is where it is among all", async () => {
  const trees = treesOf({
    "list.ts": "export const args = ['x', ...['y']];\n",
    "prod.ts": `${app}import { args } from "./list.ts";
const base = app.extend({ storage: { size: "1Ti" }, labels: { tier: "a", ...{ team: "b" } } });
export default base.extend({
  heap: (self) => self.memory,
  args: ["a", ...args],
  extra: [{ port: 1, name: (self) => self.storage.size }],
  servers: NaN,
});
`,
  });
  const prod = { name: "prod", file: "prod.ts" };
  const whole = await trace(prod, trees);
  const paths = [
    ...[[], ["heap"], ["args"], ["args", 1], ["args", 2], ["args", 9], ["extra", 0, "name"], ["storage", "size"]],
    ...[["labels", "team"], ["labels", "none"], ["none"], ["servers"]],
  ];
  const told = (traced: Trace) => paths.map((path) => [traced.where(path), traced.derivedFrom(path)]);
  expect(whole.derivedFrom(["heap"])).toEqual([["memory"]]);
  expect(told(await trace(prod, trees, paths))).toEqual(told(whole));
  for (const path of paths) {
    const { where, derivedFrom } = await trace(prod, trees, [path]);
    expect([where(path), derivedFrom(path)]).toEqual([whole.where(path), whole.derivedFrom(path)]);
  }
});
