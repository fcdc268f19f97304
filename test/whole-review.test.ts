import { expect, test } from "vitest";
import type { EnvironmentChange } from "../compiler/environment-change.ts";
import { wholeReview } from "../compiler/review.ts";
import { aReview } from "./report/a-review.ts";

const name = (index: number) => `e${String(index).padStart(3, "0")}`;

/** As a part gives it: the causes of every environment were looked for. */
function traced(environment: EnvironmentChange): EnvironmentChange {
  const changes = environment.changes.map((change) =>
    change.change === "changed"
      ? { ...change, fields: change.fields.map((field) => ({ ...field, causes: [] })) }
      : { ...change, causes: [] },
  );
  return { ...environment, changes };
}

function tracedNames(environments: readonly EnvironmentChange[]): readonly string[] {
  return environments.filter(({ changes }) => JSON.stringify(changes).includes(`"causes"`)).map((one) => one.name);
}

test("put together, a review is what it would be at once: groups, totals, and causes of as many environments", async () => {
  const environments = Array.from({ length: 12 }, (_, index) => {
    return { name: name(index), before: {}, after: { text: index < 8 ? "b=2\n" : `b=${index}\n` } };
  });
  const { environments: parts, groups, totals } = await aReview(environments);
  const whole = wholeReview(parts.map(traced));
  expect(whole.groups.map((group) => group.environments.map((one) => one.name))).toEqual(
    groups.map((group) => group.environments.map((one) => one.name)),
  );
  expect(whole.totals).toEqual(totals);
  expect(tracedNames(whole.environments)).toEqual([0, 1, 2, 3, 4, 8, 9, 10, 11].map(name));
});

test("of more than a hundred different changes the causes of a hundred are kept", async () => {
  const environments = Array.from({ length: 120 }, (_, index) => {
    return { name: name(index), before: {}, after: { text: `b=${index}\n` } };
  });
  const { environments: parts } = await aReview(environments);
  expect(tracedNames(wholeReview(parts.map(traced)).environments)).toHaveLength(100);
});
