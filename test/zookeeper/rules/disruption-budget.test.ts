import { expect, test } from "vitest";
import { disruptionBudget } from "../../../apps/zookeeper/rules/disruption-budget.ts";
import { optionsWith } from "../options-of.ts";

test.each([
  { servers: 1 },
  { servers: 1, disruptionBudget: "none" },
  { servers: 3 },
  { servers: 3, disruptionBudget: "none" },
] as const)("%j is fine", (fields) => {
  expect(disruptionBudget.check(optionsWith(fields))).toEqual([]);
});

test("one server with a budget is refused", () => {
  const issues = disruptionBudget.check(optionsWith({ servers: 1, disruptionBudget: 1 }));
  expect(issues).toMatchObject([{ path: ["disruptionBudget"] }]);
});
