import fc from "fast-check";
import { expect, test } from "vitest";
import { zookeeperApplication } from "../../apps/zookeeper/application.ts";
import { zookeeper } from "../../apps/zookeeper/defaults.ts";
import { rules } from "../../apps/zookeeper/rules/rules.ts";
import { manifest } from "../../compiler/language/manifest.ts";
import { validate } from "../../compiler/validate/validate.ts";
import { optionsOf, optionsWith } from "./options-of.ts";

test("the defaults pass the schema and all rules", () => {
  const options = optionsOf(zookeeper);
  expect(rules.flatMap((rule) => rule.check(options))).toEqual([]);
});

test.each([
  ["1Gi", "682M"],
  ["4Gi", "2730M"],
  ["4G", "2542M"],
  ["12Gi", "8192M"],
  ["64Gi", "8192M"],
] as const)("with %s of memory the heap is %s", (memory, heap) => {
  expect(optionsWith({ memory }).heap).toBe(heap);
});

test("the heap that follows from the memory is the largest that the rules accept", () => {
  const memory = fc.integer({ min: 256, max: 12287 }).map((size) => `${size}Mi` as const);
  fc.assert(
    fc.property(memory, (memory) => {
      const options = optionsWith({ memory });
      const larger = { ...options, heap: `${Number.parseInt(options.heap, 10) + 1}M` as const };
      expect(rules.flatMap((rule) => rule.check(options))).toEqual([]);
      expect(rules.flatMap((rule) => rule.check(larger))).toMatchObject([{ path: ["heap"] }]);
    }),
  );
});

test("session timeouts follow the tick", () => {
  const { timing } = optionsWith({ timing: { tickTime: 3000 } });
  expect(timing).toMatchObject({ minSessionTimeout: 6000, maxSessionTimeout: 60_000 });
});

test("the disruption budget follows the number of servers", () => {
  expect([1, 3].map((servers) => optionsWith({ servers }).disruptionBudget)).toEqual(["none", 1]);
});

test.each([
  [{ memory: "4 GB" }, "memory"],
  [{ timing: { tickTime: "2s" } }, "timing.tickTime"],
  [{ timing: { tickTime: -5 } }, "timing.tickTime"],
  [{ servers: "three" }, "servers"],
])("%j is the only issue: what is derived from it is none", (fields, path) => {
  // @ts-expect-error values that the type checker refuses too
  const layer = zookeeper.extend(fields);
  const result = validate(zookeeperApplication, JSON.parse(manifest({ default: layer })).instances[0].options);
  expect("issues" in result && result.issues.map((issue) => issue.path.join("."))).toEqual([path]);
});
