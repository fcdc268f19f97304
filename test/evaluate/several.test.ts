import { expect, test } from "vitest";
import { evaluate } from "../../compiler/evaluate/evaluate.ts";
import { defaultLimits } from "../../compiler/evaluate/limits.ts";
import { trace } from "../../compiler/evaluate/trace.ts";
import { evaluateAll, optionsOf, treesOf } from "./trees.ts";

const importing = 'import { app } from "overlayer/app";\n';

const regions = `${importing}
const servers = { eu: 3, us: 5 };
export default Object.fromEntries(Object.entries(servers).map(([region, servers]) => [region, app.extend({ servers })]));
`;

test("each key of a map is an environment", async () => {
  const { evaluations, environments, issues } = await evaluateAll({ "regions.ts": regions });
  expect(issues).toEqual([]);
  expect(evaluations.map((one) => [one.name, one.file, one.key, optionsOf(one)["servers"]])).toEqual([
    ["regions/eu", "regions.ts", "eu", 3],
    ["regions/us", "regions.ts", "us", 5],
  ]);
  expect(environments.map(({ name }) => name)).toEqual(["regions/eu", "regions/us"]);
});

test("only those that are asked for are evaluated, but all are named", async () => {
  const file = `${importing}export default { eu: app, us: app.extend({ heap: () => { throw new Error("read"); } }) };\n`;
  const source = { name: "regions", file: "regions.ts", only: ["regions/eu"] };
  const { evaluations, environments, issues } = await evaluate([source], treesOf({ "regions.ts": file }));
  expect(issues).toEqual([]);
  expect(evaluations.map(({ name }) => name)).toEqual(["regions/eu"]);
  expect(environments.map(({ name }) => name)).toEqual(["regions/eu", "regions/us"]);
});

test("an environment of a map that fails, or never ends, takes nothing from the others", async () => {
  const file = `${importing}
export default {
  loop: app.extend({
    heap: () => {
      for (;;);
    },
  }),
  sound: app.extend({ servers: 5 }),
  thrown: app.extend({
    heap: (): string => {
      throw new Error("no heap");
    },
  }),
  list: [app, 3],
  options: { servers: 3 },
  empty: [],
  mixin: app.mixin({}),
};
`;
  const { evaluations, issues } = await evaluateAll({ "regions.ts": file }, { ...defaultLimits, steps: 500 });
  expect(evaluations.map(({ name }) => name)).toEqual(["regions/sound"]);
  expect(
    issues.map(({ environment, code, message, location }) => [environment, code, message, location?.line]),
  ).toEqual([
    [
      "regions/loop",
      "evaluate/limit",
      "the environment did not end within about 5,000,000 rounds of loops and calls (500 steps)",
      6,
    ],
    ["regions/thrown", "evaluate/throw", "heap cannot be computed: no heap", 12],
    ["regions/list", "evaluate/export", '[1] of "list" in the default export is not a layer', 15],
    ["regions/options", "evaluate/export", '"options" in the default export is not a layer', 16],
    ["regions/empty", "evaluate/export", '"empty" in the default export is an empty list', 17],
    [
      "regions/mixin",
      "evaluate/export",
      '"mixin" in the default export is a mixin: it has no application below it',
      18,
    ],
  ]);
});

test("an environment of a map sees nothing of what another one did", async () => {
  const file = `${importing}
let calls = 0;
const counted = app.extend({ extra: () => ++calls });
export default { a: counted, b: counted };
`;
  const { evaluations } = await evaluateAll({ "regions.ts": file });
  expect(evaluations.map((one) => optionsOf(one)["extra"])).toEqual([1, 1]);
});

test("a map or a list without a layer is no environment", async () => {
  const files = { "map.ts": "export default { servers: 3 };\n", "list.ts": "export default [];\n" };
  const { environments, issues } = await evaluateAll(files);
  expect(environments).toEqual([]);
  expect(issues.map(({ code, message }) => [code, message])).toEqual([
    ["evaluate/export", "the default export is not a layer"],
    ["evaluate/export", "the default export is an empty list"],
  ]);
});

test("a key that is JavaScript's own is a key like any other", async () => {
  const file = `${importing}export default Object.fromEntries([["__proto__", app], ["toString", app]]);\n`;
  const { evaluations } = await evaluateAll({ "regions.ts": file });
  expect(evaluations.map(({ name }) => name)).toEqual(["regions/__proto__", "regions/toString"]);
});

test("each layer of a list is an instance, whose paths begin with its index", async () => {
  const file = `${importing}
const careful = app.assert((self) => self.servers > 3, (self) => self.servers + " servers");
export default [
  careful.extend({ servers: 1 }),
  careful.extend({ servers: 2, args: [Number.NaN as never] }),
  careful.extend({ heap: (self) => self.memory, memory: (self) => self.heap, servers: 5 }),
];
`;
  const { issues } = await evaluateAll({ "prod.ts": file });
  expect(issues.map(({ message, location }) => [message, location?.line])).toEqual([
    ["1 servers", 3],
    ["2 servers", 3],
    ["[1].args[0] is NaN", 6],
    ["a field needs itself: [2].memory → [2].heap → [2].memory", 7],
  ]);
  const { evaluations } = await evaluateAll({
    "prod.ts": `${importing}export default [app, app.extend({ servers: 5 })];\n`,
  });
  expect(evaluations[0]?.instances.map(({ path, options }) => [path, options["servers"]])).toEqual([
    [[0], 3],
    [[1], 5],
  ]);
});

test("a list of one layer is that layer", async () => {
  const { evaluations } = await evaluateAll({ "prod.ts": `${importing}export default [app];\n` });
  expect(evaluations[0]?.instances.map(({ path }) => path)).toEqual([[]]);
});

test("values are traced in one environment of a map, and in each instance of a list", async () => {
  const file = `${importing}
export default {
  eu: app.extend({ servers: 5 }),
  us: [
    app,
    app.extend({ servers: 7 }),
  ],
};
`;
  const of = (key: string) => trace({ name: key, file: "regions.ts", key }, treesOf({ "regions.ts": file }));
  const [eu, us] = [await of("eu"), await of("us")];
  expect(eu.where(["servers"]).set?.value.line).toBe(4);
  expect(us.where([1, "servers"]).set?.value.line).toBe(7);
  expect(us.where([0, "servers"]).set?.value.file).toBe("overlayer/apps/app/defaults.ts");
  expect(us.where([1]).set?.value.line).toBe(7);
  expect(us.derivedFrom([1, "heap"])).toEqual([[1, "memory"]]);
});
