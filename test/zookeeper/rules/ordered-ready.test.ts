import { expect, test } from "vitest";
import { orderedReady } from "../../../apps/zookeeper/rules/ordered-ready.ts";
import { optionsWith } from "../options-of.ts";

test.each([{}, { servers: 1, podManagement: "OrderedReady" }] as const)("%j is fine", (fields) => {
  expect(orderedReady.check(optionsWith(fields))).toEqual([]);
});

test.each([[{ podManagement: "OrderedReady" }, "podManagement"]] as const)("%j is refused at %s", (fields, path) => {
  expect(orderedReady.check(optionsWith(fields)).map((violation) => violation.path.join("."))).toEqual([path]);
});
