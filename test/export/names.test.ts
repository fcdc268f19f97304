import { expect, test } from "vitest";
import { flatNameIssues, nestedIssues } from "../../compiler/export/names.ts";

const named = (...names: readonly string[]) => names.map((name) => ({ name, file: `environments/${name}.ts` }));

test("two environments of one flat name are one issue, at the file of the second", () => {
  expect(flatNameIssues(named("eu-prod", "eu/prod", "eu"))).toMatchObject([
    { code: "export/name", location: { file: "environments/eu/prod.ts" } },
  ]);
});

test("an environment in the folder of another is an issue, one with the same beginning of a name is none", () => {
  expect(nestedIssues(named("eu", "eu-prod", "eu.1/prod"))).toEqual([]);
  expect(nestedIssues(named("eu", "eu/prod/a", "us"))).toMatchObject([
    { message: "eu/prod/a would be exported into the folder of eu" },
  ]);
});
