import fc from "fast-check";
import { expect, test } from "vitest";
import { parseManifested } from "../../compiler/evaluate/manifested.ts";
import { plainRuns } from "../../compiler/evaluate/plain-runs.ts";
import { isObject, type Json, type JsonObject } from "../../compiler/kubernetes/json.ts";
import { application } from "../../compiler/language/language.ts";
import { manifest, manifestOn, remember } from "../../compiler/language/manifest.ts";
import { programs } from "../language/oracle/program.ts";
import { mixinOf } from "../language/oracle/to-layer.ts";
import { evaluateAll, optionsOf } from "./trees.ts";

const numbers = fc.integer({ min: 0, max: 2 });
const values = {
  n0: numbers,
  n1: numbers,
  free: fc.string(),
  h0: numbers,
  l0: fc.array(numbers, { maxLength: 2 }),
  m0: fc.record({ n0: numbers, n2: numbers }, { requiredKeys: [] }),
  m1: numbers,
};

/** What the files of a fleet set: all of them the same options, or some of these. */
const fleets = fc
  .shuffledSubarray(["n0", "n1", "free", "h0", "l0", "m0", "m1"] as const, { minLength: 1, maxLength: 3 })
  .chain((names) =>
    fc.array(
      fc.oneof(
        fc.record(Object.fromEntries(names.map((name) => [name, values[name]]))),
        fc.record(Object.fromEntries(names.map((name) => [name, values[name]])), { requiredKeys: [] }),
      ),
      { minLength: 4, maxLength: 12 },
    ),
  );

test("what is taken of a file that is alike is what the file itself comes to", () => {
  let taken = 0;
  let computed = 0;
  fc.assert(
    fc.property(programs, fleets, fc.boolean(), (below, all, isKnown) => {
      const layer = application<Record<string, unknown>>("alike", {}).extend(mixinOf(below));
      if (isKnown) remember({ layer });
      const runs = plainRuns([]);
      for (const fields of all) {
        const module = { default: layer.extend(fields) };
        const plain = {
          specifier: "./base.ts",
          below: "/repository/base.ts",
          exported: "default",
          fields: json(fields),
        };
        const found = runs.find(plain, undefined);
        if (found === undefined) {
          runs.keep(plain, parseManifested(manifestOn(layer, module)));
          computed++;
          continue;
        }
        taken++;
        const { instances, problems } = JSON.parse(manifest(module));
        expect({ instances: [found], problems: [] }).toEqual({ instances, problems });
        expect(Object.keys(found.options)).toEqual(Object.keys(instances[0].options));
      }
    }),
    { seed: Number(process.env["OVERLAYER_SEED"] ?? 20_261_123), numRuns: Number(process.env["ALIKE_RUNS"] ?? 300) },
  );
  expect(taken).toBeGreaterThan(100);
  expect(computed).toBeGreaterThan(100);
});

function json(fields: object): JsonObject {
  const parsed: Json = JSON.parse(JSON.stringify(fields));
  if (!isObject(parsed)) throw new Error("fields are a map");
  return parsed;
}

const base = `import { app } from "overlayer/app";
export default app.extend({
  heap: (self) => (self.memory === "2Gi" ? self.labels.tier : self.memory),
  extra: { seen: (_self, _super, root) => root.servers },
}).assert((self) => self.servers < 7, "too many");
`;

function fileOf(fields: object): string {
  return `import base from "./lib/base.ts";\nexport default base.extend(${JSON.stringify(fields)});\n`;
}

test("files in one group differ as they differ alone", async () => {
  const fields = Array.from({ length: 24 }, (_, index) => ({
    name: `n-${index}`,
    memory: `${1 + (index % 3)}Gi`,
    servers: 1 + (index % 4) * 2,
    args: [`--index=${index}`],
    labels: index % 2 === 0 ? { tier: `t-${index % 5}` } : { zone: "a" },
  }));
  const files = fields.map((one, index) => [`e${index}.ts`, fileOf(one)] as const);
  const together = await evaluateAll(Object.fromEntries([...files, ["lib/base.ts", base]]));
  expect(together.issues.length).toBeGreaterThan(0);
  for (const [name, text] of files) {
    const alone = await evaluateAll({ [name]: text, "lib/base.ts": base });
    const environment = name.replace(".ts", "");
    const ofGroup = together.evaluations.find((one) => one.name === environment);
    expect(ofGroup === undefined).toBe(alone.evaluations.length === 0);
    if (ofGroup !== undefined) expect(optionsOf(ofGroup)).toEqual(optionsOf(alone.evaluations[0]));
  }
});

test("a module's own extend sees every file", async () => {
  const wrapped = `import { app } from "overlayer/app";
export default { extend: (fields) => app.extend({ ...fields, heap: fields.name }) };
`;
  const files = Array.from({ length: 12 }, (_, index) => [`e${index}.ts`, fileOf({ name: `n-${index}` })]);
  const { evaluations } = await evaluateAll({ ...Object.fromEntries(files), "lib/base.ts": wrapped });
  expect(evaluations.map((one) => optionsOf(one)["heap"])).toEqual(files.map((_, index) => `n-${index}`));
});
