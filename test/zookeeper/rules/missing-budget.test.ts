import { expect, test } from "vitest";
import { missingBudget } from "../../../apps/zookeeper/rules/missing-budget.ts";
import { optionsWith } from "../options-of.ts";

test.each([{}, { servers: 1, disruptionBudget: "none" }] as const)("%j is fine", (fields) => {
  expect(missingBudget.check(optionsWith(fields))).toEqual([]);
});

test.each([[{ disruptionBudget: "none" }, "disruptionBudget"]] as const)("%j is refused at %s", (fields, path) => {
  expect(missingBudget.check(optionsWith(fields)).map((violation) => violation.path.join("."))).toEqual([path]);
});
