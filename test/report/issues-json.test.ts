import fc from "fast-check";
import { expect, test } from "vitest";
import { renderIssuesJson } from "../../compiler/report/issues-json.ts";

test("no field of an issue is lost, whatever its texts are", () => {
  const text = fc.string({ unit: "binary" });
  const location = fc.record({ file: text, line: fc.nat(), column: fc.nat() }, { noNullPrototype: true });
  const issue = fc.record(
    {
      code: text,
      severity: fc.constant("warning" as const),
      message: text,
      location,
      environment: text,
      environments: fc.array(text),
      why: text,
      hint: text,
      related: fc.array(fc.record({ message: text, location }, { noNullPrototype: true })),
    },
    { requiredKeys: ["code", "message", "related"], noNullPrototype: true },
  );
  fc.assert(
    fc.property(fc.array(issue), (issues) => {
      expect(JSON.parse(renderIssuesJson(issues))).toEqual({
        version: 1,
        issues: issues.map((one) => ({ severity: "error", ...one })),
      });
    }),
  );
});

test("related is a list where an issue has none", () => {
  expect(JSON.parse(renderIssuesJson([{ code: "a/b", message: "m" }])).issues).toEqual([
    { code: "a/b", severity: "error", message: "m", related: [] },
  ]);
});
