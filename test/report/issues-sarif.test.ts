import { describe, expect, it } from "vitest";
import type { Issue } from "../../compiler/issue.ts";
import { renderIssuesSarif } from "../../compiler/report/issues-sarif.ts";

function log(...issues: readonly Issue[]) {
  return JSON.parse(renderIssuesSarif(issues, "", "1.2.3"));
}

describe("renderIssuesSarif", () => {
  const issues: readonly Issue[] = [
    {
      code: "option/unit",
      message: `memory is "4 GB"`,
      location: { file: "environments/prod.ts", line: 4, column: 11, endColumn: 17 },
      environment: "prod",
      hint: `did you mean "4Gi"?`,
      related: [{ message: "it overrides this line", location: { file: "environments/base.ts", line: 3, column: 5 } }],
    },
    { code: "a/rule", message: "first", location: { file: "x.ts", line: 1, column: 1 }, why: "Servers would stop." },
    { code: "option/unit", message: "second", location: { file: "x.ts", line: 2, column: 1 } },
  ];

  it("is a log of one run, whose results refer to their rules", () => {
    const { $schema, version, runs } = log(...issues);
    expect({ $schema, version }).toEqual({
      $schema: "https://json.schemastore.org/sarif-2.1.0.json",
      version: "2.1.0",
    });
    expect(runs).toHaveLength(1);
    expect(runs[0].tool.driver).toEqual({
      name: "overlayer",
      version: "1.2.3",
      rules: [{ id: "a/rule", fullDescription: { text: "Servers would stop." } }, { id: "option/unit" }],
    });
    expect(runs[0].columnKind).toBe("utf16CodeUnits");
    const rules: { ruleId: string; ruleIndex: number }[] = runs[0].results;
    expect(rules.map(({ ruleId, ruleIndex }) => [ruleId, ruleIndex])).toEqual([
      ["option/unit", 1],
      ["a/rule", 0],
      ["option/unit", 1],
    ]);
  });

  it("has the place, the related places and the environment of a result", () => {
    expect(log(...issues).runs[0].results[0]).toEqual({
      ruleId: "option/unit",
      ruleIndex: 1,
      level: "error",
      message: { text: `memory is "4 GB"\ndid you mean "4Gi"?` },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: "environments/prod.ts" },
            region: { startLine: 4, startColumn: 11, endColumn: 17 },
          },
        },
      ],
      relatedLocations: [
        {
          id: 0,
          message: { text: "it overrides this line" },
          physicalLocation: {
            artifactLocation: { uri: "environments/base.ts" },
            region: { startLine: 3, startColumn: 5, endColumn: 6 },
          },
        },
      ],
      properties: { environment: "prod" },
    });
  });

  it("has the level of a warning", () => {
    expect(log({ code: "a/b", severity: "warning", message: "m" }).runs[0].results[0].level).toBe("warning");
  });

  it("has a place for an issue that has none: GitHub refuses the whole log otherwise", () => {
    const [result] = log({ code: "environment/unknown", message: "there is no environment" }).runs[0].results;
    expect(result.locations[0].physicalLocation.artifactLocation.uri).toBe("environments/base.ts");
  });

  it("is a document with no results where there are no issues", () => {
    expect(log().runs[0]).toMatchObject({ results: [], tool: { driver: { rules: [] } } });
  });

  it.for([
    ["a b.ts", "a%20b.ts"],
    ["http://x/y.ts", "http%3A//x/y.ts"],
    ["50%.ts", "50%25.ts"],
    ["q?#.ts", "q%3F%23.ts"],
    ["ü/é.ts", "%C3%BC/%C3%A9.ts"],
    ["\ud800.ts", "%EF%BF%BD.ts"],
  ] as const)("writes the path %j as the relative reference %s", ([file, uri]) => {
    const [result] = log({ code: "a/b", message: "m", location: { file, line: 1, column: 1 } }).runs[0].results;
    expect(result.locations[0].physicalLocation.artifactLocation.uri).toBe(uri);
  });

  it("has no link that a value of an environment file would make", () => {
    const message = `image is "[click here](https://example.org)"`;
    expect(log({ code: "a/b", message }).runs[0].results[0].message.text).not.toMatch(/\[.*\]\(/);
  });
});
