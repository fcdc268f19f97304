import fc from "fast-check";
import { expect, test } from "vitest";
import { application, type Layer } from "../../compiler/language/language.ts";
import { manifest, remember } from "../../compiler/language/manifest.ts";
import { type Program, programs } from "./oracle/program.ts";
import { mixinOf } from "./oracle/to-layer.ts";

type Options = Record<string, unknown>;

/** What is made of the last of some layers on top of each other; where `isRemembered`, after the others were remembered. */
function result(all: readonly Program[], isRemembered: boolean): unknown {
  let layer: Layer<Options> = application<Options>("known", {});
  for (const program of all) {
    if (isRemembered) remember({ layer });
    layer = layer.extend(mixinOf(program));
  }
  const { instances, problems } = JSON.parse(manifest({ default: layer }));
  return { instances, problems: problems.map((problem: object) => ({ ...problem, stack: "" })) };
}

test("what is remembered of layers changes nothing of what comes on top of them", () => {
  let failing = 0;
  const stacks = fc.array(programs, { minLength: 2, maxLength: 4 });
  fc.assert(
    fc.property(stacks, (all) => {
      const expected = result(all, false);
      if (JSON.stringify(expected).includes('"kind"')) failing++;
      expect(result(all, true)).toEqual(expected);
    }),
    { seed: Number(process.env["OVERLAYER_SEED"] ?? 20_261_123), numRuns: Number(process.env["KNOWN_RUNS"] ?? 600) },
  );
  expect(failing).toBeGreaterThan(40);
});

test("an option that asks for names is computed anew where a layer brings one", () => {
  const lists = application<Options>("known", {
    map: { names: (_self: unknown, _super: unknown, root: Options) => Object.keys(root).join() },
  });
  const asks = application<Options>("known", { has: (self: Options) => "b" in self });
  const reads = application<Options>("known", { read: (self: Options) => self["b"] ?? "none" });
  remember({ lists, asks, reads });
  const [listing, asking, reading] = [lists, asks, reads].map((below) => {
    const { instances } = JSON.parse(manifest({ default: below.extend({ b: 2 }) }));
    return instances[0].options;
  });
  expect(listing).toEqual({ map: { names: "map,b" }, b: 2 });
  expect(asking).toEqual({ has: true, b: 2 });
  expect(reading).toEqual({ read: 2, b: 2 });
});

test("nothing that is unaffected is computed again", () => {
  let computed = 0;
  const below = application<Options>("known", {
    a: 1,
    slow: () => ++computed,
    doubled: (self: Options) => Number(self["a"]) * 2,
  });
  remember({ below });
  const { instances } = JSON.parse(manifest({ default: below.extend({ a: 3 }) }));
  expect(instances[0].options).toEqual({ a: 3, slow: 1, doubled: 6 });
  expect(computed).toBe(1);
});
