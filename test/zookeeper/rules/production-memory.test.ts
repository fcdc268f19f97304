import { expect, test } from "vitest";
import { productionMemory } from "../../../apps/zookeeper/rules/production-memory.ts";
import { optionsWith } from "../options-of.ts";

test.each([{ production: true, memory: "2Gi" }, { memory: "1Gi" }] as const)("%j is fine", (fields) => {
  expect(productionMemory.check(optionsWith(fields))).toEqual([]);
});

test.each([
  [{ production: true, memory: "2047Mi" }, "memory"],
  [{ production: true, memory: "2G" }, "memory"],
] as const)("%j is refused at %s", (fields, path) => {
  expect(productionMemory.check(optionsWith(fields)).map((violation) => violation.path.join("."))).toEqual([path]);
});
