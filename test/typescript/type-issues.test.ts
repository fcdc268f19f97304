import { describe, expect, it } from "vitest";
import type { Issue } from "../../compiler/issue.ts";
import { parseDiagnostics } from "../../compiler/typescript/diagnostics.ts";
import { mergeIssues } from "../../compiler/typescript/merge-issues.ts";
import { typeIssue } from "../../compiler/typescript/type-issue.ts";

describe("parseDiagnostics", () => {
  it("reads places, messages and the lines that explain them", () => {
    const output =
      "environments/a.ts(5,8): error TS2322: Type 'x' is not assignable.\n  Types of parameters.\n    Deeper.\n" +
      "error TS18003: No inputs were found.\nb (1).ts(2,7): error TS1005: ';' expected.\n";
    expect(parseDiagnostics(output)).toEqual([
      {
        place: { path: "environments/a.ts", line: 5, column: 8 },
        code: "TS2322",
        lines: ["Type 'x' is not assignable.", "  Types of parameters.", "    Deeper."],
      },
      { code: "TS18003", lines: ["No inputs were found."] },
      { place: { path: "b (1).ts", line: 2, column: 7 }, code: "TS1005", lines: ["';' expected."] },
    ]);
  });

  it.for(["panic: runtime error\n", "a.ts(1,1): error TS1: m\nSegmentation fault\n", "  details of nothing\n"])(
    "refuses %j",
    (output) => {
      expect(parseDiagnostics(output)).toBeUndefined();
    },
  );
});

describe("typeIssue", () => {
  const at = (column: number) => ({ path: "a.ts", line: 2, column });
  const source = 'first\n  größe: "4\\"GB", 😀: 1\n';

  it.for([
    [3, 8],
    [10, 17],
    [2, undefined],
  ] as const)("marks the name or string that begins at column %i", ([column, endColumn]) => {
    const { location } = typeIssue({ place: at(column), code: "TS1", lines: ["m"] }, "a.ts", source);
    expect(location).toEqual({ file: "a.ts", line: 2, column, ...(endColumn && { endColumn }) });
  });

  it("keeps the message and the last two reasons, with the start of each long type", () => {
    const long = `Field<"INFO" | "WARN", { namespace: string; ${"option: number; ".repeat(20)} }>`;
    const lines = [`Type 'x' is not assignable to type '${long}'.`, "  one", "    two", "      three"];
    expect(typeIssue({ code: "TS2322", lines }, "a.ts", source)).toEqual({
      code: "types/TS2322",
      message: `Type 'x' is not assignable to type 'Field<"INFO" | "WARN", …'.\ntwo\nthree`,
    });
  });

  it("keeps a suggestion, but no advice that a sandbox makes no use of", () => {
    const message = (line: string) => typeIssue({ code: "TS1", lines: [line] }, "a.ts", source).message;
    expect(message("Property 'a' does not exist. Did you mean 'b'?")).toMatch(/Did you mean 'b'\?$/);
    expect(message("Cannot find name 'process'. Do you need to install types? Try `npm i x`.")).toBe(
      "Cannot find name 'process'.",
    );
  });
});

describe("mergeIssues", () => {
  const file = "environments/prod.ts";
  const source = `export default base.extend({\n  memory: 4, "log level": 5, cpu: (self) => self.cpus,\n});\n`;
  const issue = (column: number, endColumn: number): Issue => {
    return { code: "option/type", message: "wrong", location: { file, line: 2, column, endColumn } };
  };
  const typed = (column: number, line = 2): Issue => {
    return { code: "types/TS1", message: "typed", location: { file, line, column } };
  };
  const merged = (issues: readonly Issue[], types: readonly Issue[]) => mergeIssues(issues, types, () => source);

  it("leaves out what is said of the same place, or of the name of the same value", () => {
    expect(merged([issue(11, 12)], [typed(11)])).toEqual([issue(11, 12)]);
    expect(merged([issue(11, 12)], [typed(3)])).toEqual([issue(11, 12)]);
  });

  it("keeps what is said of another option of the same line, of another line or of no place", () => {
    const others = [typed(30), typed(3, 1), { code: "types/TS2", message: "nowhere" }];
    expect(merged([issue(11, 12)], others)).toEqual([issue(11, 12), ...others]);
    expect(merged([issue(27, 28)], [typed(3)])).toEqual([issue(27, 28), typed(3)]);
  });

  it("makes what is said of a place inside the value a note of its issue", () => {
    const inside = typed(50);
    expect(merged([issue(35, 54)], [inside])).toEqual([
      { ...issue(35, 54), related: [{ message: "typed", location: inside.location }] },
    ]);
  });

  it("leaves out all that is said of a file with a syntax error, and nothing of others", () => {
    const syntax = { ...issue(11, 12), code: "evaluate/syntax" };
    const other = { code: "types/TS1", message: "typed", location: { file: "b.ts", line: 2, column: 11 } };
    expect(merged([syntax], [typed(1, 3), other])).toEqual([syntax, other]);
  });
});
