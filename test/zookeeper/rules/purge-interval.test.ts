import { expect, test } from "vitest";
import { purgeInterval } from "../../../apps/zookeeper/rules/purge-interval.ts";
import { optionsWith } from "../options-of.ts";

test.each([{ purge: { interval: 1 } }] as const)("%j is fine", (fields) => {
  expect(purgeInterval.check(optionsWith(fields))).toEqual([]);
});

test.each([[{ purge: { interval: 0 } }, "purge.interval"]] as const)("%j is refused at %s", (fields, path) => {
  expect(purgeInterval.check(optionsWith(fields)).map((violation) => violation.path.join("."))).toEqual([path]);
});
