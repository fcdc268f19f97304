import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDocument } from "yaml";
import type { Json } from "../../compiler/kubernetes/json.ts";
import { formatPath, formatTree, formatValue } from "../../compiler/report/value.ts";

describe("formatPath", () => {
  it("writes fields, keyed items and indexes as people name them", () => {
    const path = ["spec", "containers", { index: 1, key: "zookeeper" }, "args", { index: 2 }];
    expect(formatPath(path)).toBe("spec.containers[zookeeper].args[2]");
    expect(formatPath(["data", "zoo.cfg"])).toBe('data["zoo.cfg"]');
    expect(formatPath(["zoo.cfg"])).toBe('["zoo.cfg"]');
  });

  it("cannot be forged by a name", () => {
    expect(formatPath(["a.b", "c]: 1 → 2", { index: 0, key: "x].y[z" }, "\u001b"])).toBe(
      '["a.b"]["c]: 1 → 2"]["x].y[z"]["\\u001b"]',
    );
  });
});

describe("formatValue", () => {
  it("quotes a string only where it could be taken for something else", () => {
    const strings = [
      "250Gi",
      "zookeeper:3.9.5",
      "--heap=1",
      "1",
      "true",
      "No",
      "null",
      "",
      "a: b",
      "- a",
      "x ",
      "é",
      "1e3",
    ];
    expect(strings.map(formatValue).join(" ")).toBe(
      '250Gi zookeeper:3.9.5 --heap=1 "1" "true" "No" "null" "" "a: b" "- a" "x " "é" "1e3"',
    );
    expect([1, true, null, [], {}, [1, "a"], { a: { b: "1" } }].map(formatValue).join(" ")).toBe(
      '1 true null [] {} [1, a] {a: {b: "1"}}',
    );
  });
});

describe("formatTree", () => {
  const line = fc.stringMatching(/^[ -~]{0,6}$/).filter((text) => !text.endsWith(" ") && !text.startsWith(" "));
  const text = fc.array(line, { minLength: 1, maxLength: 4 }).map((lines) => lines.join("\n"));
  const { value } = fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.oneof(text, line, fc.integer(), fc.boolean(), fc.constant(null)),
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(line, tie("value"), { maxKeys: 3 }),
    ),
  }));

  it("writes YAML: a reader gets the same value back", () => {
    fc.assert(
      fc.property(value, (original) => {
        expect(parseDocument(`${formatTree({ original }).join("\n")}\n`).toJS()).toEqual({ original });
      }),
      { numRuns: 1000 },
    );
  });

  it("writes a text of several lines as one, the spaces at their ends seen", () => {
    expect(formatTree({ list: [{ text: "a\n b \n" }] })).toEqual([
      "list:",
      "  - text: |",
      "      a",
      "       b\\u0020",
    ]);
  });
});
