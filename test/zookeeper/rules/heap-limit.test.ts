import { expect, test } from "vitest";
import { heapLimit } from "../../../apps/zookeeper/rules/heap-limit.ts";
import { optionsWith } from "../options-of.ts";

test.each(["512M", "8G", "8192M"] as const)("a heap of %s is fine", (heap) => {
  expect(heapLimit.check(optionsWith({ heap }))).toEqual([]);
});

test.each(["9G", "8193M"] as const)("a heap of %s is refused", (heap) => {
  expect(heapLimit.check(optionsWith({ heap }))).toMatchObject([{ path: ["heap"] }]);
});
