import { expect, test } from "vitest";
import { madeOf } from "../../apps/zookeeper/resources/made-of.ts";

test("ensembles of a few sizes get the very same part in turns, and one of any other size its own", () => {
  const heap = madeOf(["heap"], (options) => [options.heap]);
  const [small, large] = [heap({ heap: "1G" }), heap({ heap: "4G" })];
  expect([heap({ heap: "1G" }), heap({ heap: "4G" })]).toEqual([["1G"], ["4G"]]);
  expect(heap({ heap: "1G" })).toBe(small);
  expect(heap({ heap: "4G" })).toBe(large);
  for (let size = 5; size < 500; size += 1) expect(heap({ heap: `${size}G` })).toEqual([`${size}G`]);
  expect(heap({ heap: "1G" })).not.toBe(small);
});
