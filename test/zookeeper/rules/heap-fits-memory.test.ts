import { expect, test } from "vitest";
import { heapFitsMemory } from "../../../apps/zookeeper/rules/heap-fits-memory.ts";
import { optionsWith } from "../options-of.ts";

test.each([
  ["1G", "1536Mi"],
  ["682M", "1Gi"],
  ["2730M", "4Gi"],
  ["8G", "12Gi"],
] as const)("a heap of %s fits %s of memory", (heap, memory) => {
  expect(heapFitsMemory.check(optionsWith({ heap, memory }))).toEqual([]);
});

test.each([
  ["1G", "1535Mi"],
  ["683M", "1Gi"],
  ["2G", "3G"],
] as const)("a heap of %s does not fit %s of memory", (heap, memory) => {
  expect(heapFitsMemory.check(optionsWith({ heap, memory }))).toHaveLength(1);
});

test("the issue names both sizes and both ways out", () => {
  expect(heapFitsMemory.check(optionsWith({ heap: "3G", memory: "4Gi" }))).toEqual([
    {
      path: ["heap"],
      involves: [["memory"]],
      message: "a heap of 3G needs 4608Mi of memory, but memory is 4Gi",
      hint: "leave heap out (it is then 2730M), or raise memory to 4608Mi",
    },
  ]);
});
