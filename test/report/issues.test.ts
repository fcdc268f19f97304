import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Issue, Location } from "../../compiler/issue.ts";
import { renderIssues } from "../../compiler/report/issues.ts";

const plain = { color: false, width: 80 };
const file = "environments/prod.ts";

function render(source: string, ...issues: readonly Issue[]): string {
  return `\n${renderIssues(issues, (name) => (name === file ? source : undefined), plain)}`;
}

function at(line: number, column: number, endColumn?: number): Location {
  return { file, line, column, ...(endColumn === undefined ? {} : { endColumn }) };
}

function marked(source: string, location: Location): string {
  const lines = render(source, { code: "a/b", message: "m", location }).split("\n");
  return `\n${lines.slice(4, 6).join("\n")}\n`;
}

describe("renderIssues", () => {
  it("says what is wrong, where, why it matters, how to mend it, and what else had a part in it", () => {
    const source =
      'import base from "./base.ts";\n\nexport default base.extend({\n  memory: "4 GB",\n  sever: 5,\n});\n';
    const issues: Issue[] = [
      {
        code: "option/unit",
        message: '"4 GB" is no quantity',
        location: at(4, 11, 17),
        environment: "prod",
        why: "Kubernetes reads only its own suffixes.",
        hint: 'write "4Gi" or "4G".',
        related: [{ message: "the layer begins here", location: at(3, 16) }],
      },
      {
        code: "option/unknown",
        message: 'there is no option "sever"',
        location: at(5, 3, 8),
        hint: 'did you mean "servers"?',
      },
    ];
    expect(render(source, ...issues)).toMatchInlineSnapshot(`
      "
      error[option/unit]: "4 GB" is no quantity
       --> environments/prod.ts:4:11 (environment prod)
        |
      4 |   memory: "4 GB",
        |           ^^^^^^
        = why: Kubernetes reads only its own suffixes.
        = help: write "4Gi" or "4G".
      note: the layer begins here
       --> environments/prod.ts:3:16
        |
      3 | export default base.extend({
        |                ^

      error[option/unknown]: there is no option "sever"
       --> environments/prod.ts:5:3
        |
      5 |   sever: 5,
        |   ^^^^^
        = help: did you mean "servers"?

      2 errors
      "
    `);
  });

  it("does without a place, a source or a line that is not there", () => {
    const issues: Issue[] = [
      { code: "a/a", message: "no place", hint: "look." },
      { code: "a/b", message: "an environment only", environment: "eu/prod" },
      {
        code: "a/c",
        message: "an unreadable file",
        location: { file: "gone.ts", line: 12, column: 1 },
        why: "it is gone.",
      },
      { code: "a/d", message: "beyond the end", location: at(9, 9) },
    ];
    expect(render("one line", ...issues)).toMatchInlineSnapshot(`
      "
      error[a/a]: no place
       = help: look.

      error[a/b]: an environment only
      --> environment eu/prod

      error[a/c]: an unreadable file
        --> gone.ts:12:1
         = why: it is gone.

      error[a/d]: beyond the end
       --> environments/prod.ts:9:9

      4 errors
      "
    `);
  });

  it("tells warnings from errors, and counts both", () => {
    const warning: Issue = { code: "a/b", severity: "warning", message: "take care" };
    const error: Issue = { code: "a/a", message: "wrong" };
    expect(render("", error, warning, warning)).toBe(
      "\nerror[a/a]: wrong\n\nwarning[a/b]: take care\n\nwarning[a/b]: take care\n\n1 error, 2 warnings\n",
    );
    expect(render("", warning)).toBe("\nwarning[a/b]: take care\n\n1 warning\n");
  });

  it("keeps the lines of another program's words, so that they cannot pass for its own", () => {
    const message = "kustomize says:\nerror[fake]: no\r\n\u001b[31mred\n";
    expect(render("", { code: "a/b", message })).toMatchInlineSnapshot(`
      "
      error[a/b]: kustomize says:
          error[fake]: no\\r
          \\u001b[31mred

      1 error
      "
    `);
  });

  it("writes nothing for no issues", () => {
    expect(renderIssues([], () => undefined, plain)).toBe("");
  });

  it("marks the right columns behind tabs, wide characters and escapes", () => {
    expect(marked("\t\tsever: 5", at(1, 3, 8))).toBe("\n1 |     sever: 5\n  |     ^^^^^\n");
    expect(marked('日本: "é👍", cpu: 0', at(1, 12, 15))).toBe('\n1 | 日本: "é👍", cpu: 0\n  |              ^^^\n');
    expect(marked("a日本b", at(1, 2, 4))).toBe("\n1 | a日本b\n  |  ^^^^\n");
    expect(marked('"\u202ex" y', at(1, 6, 7))).toBe('\n1 | "\\u202ex" y\n  |           ^\n');
  });

  it("finds the line whatever the line ends are", () => {
    expect(marked("one\r\ntwo\r\n", at(2, 1, 4))).toBe("\n2 | two\n  | ^^^\n");
  });

  it("marks one column where nothing is: at the end of a line, between two surrogates", () => {
    expect(marked("});", at(1, 4))).toBe("\n1 | });\n  |    ^\n");
    expect(marked("", at(1, 1))).toBe("\n1 | \n  | ^\n");
    expect(marked("👍", at(1, 2, 2))).toBe("\n1 | \\ud83d\\udc4d\n  |       ^\n");
  });

  it("cuts a long line around the mark", () => {
    const line = `${"a".repeat(500)}HERE${"b".repeat(500)}`;
    expect(marked(line, at(1, 501, 505))).toMatchInlineSnapshot(`
      "
      1 | …aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaHEREbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb…
        |                                       ^^^^
      "
    `);
    expect(marked(line, at(1, 1, 900))).toMatchInlineSnapshot(`
      "
      1 | aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…
        | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      "
    `);
  });

  it("writes no control characters but line ends and its own colours, at any place in any source", () => {
    const text = fc.string({ unit: "binary" });
    const place = fc.record({ line: fc.integer({ min: 1, max: 3 }), column: fc.integer({ min: 1, max: 40 }) });
    const width = fc.integer({ min: 1, max: 100 });
    fc.assert(
      fc.property(text, text, place, fc.nat(40), width, (source, word, { line, column }, length, columns) => {
        const location = { file: word, line, column, endColumn: column + length };
        const issue = { code: word, message: word, why: word, hint: word, environment: word, location };
        const issues = [{ ...issue, related: [{ message: word, location }] }];
        const bare = renderIssues(issues, () => source, { color: false, width: columns });
        const colored = renderIssues(issues, () => source, { color: true, width: columns });
        expect(bare).not.toMatch(/[^\P{C}\n]/u);
        expect(stripVTControlCharacters(colored)).toBe(bare);
      }),
    );
  });
});

describe("renderIssues of a fleet", () => {
  const mistake = (environment: string, line = 1): Issue => ({
    code: "a/b",
    message: "m",
    location: { file: `environments/${environment}.ts`, line, column: 1 },
    environment,
    hint: `run overlayer scale ${environment}`,
  });
  const many = Array.from({ length: 500 }, (_, index) => mistake(`env-${index}`));

  it("tells the same mistake of many environments once, and counts them all", () => {
    expect(render("", ...many)).toMatchInlineSnapshot(`
      "
      error[a/b]: m
       --> environments/env-0.ts:1:1 (environment env-0)
        = the same in 500 environments: env-0, env-1, env-2, env-3, env-4, env-5,
          env-6, env-7, env-8, env-9, env-10, env-11, env-12, env-13, env-14, env-15,
          env-16, env-17, env-18, env-19, env-20, env-21, env-22, env-23, env-24,
          env-25, env-26, env-27, env-28, env-29, env-30, env-31, env-32, env-33 and
          466 more
        = help: run overlayer scale env-0

      500 errors
      "
    `);
  });

  it("shows each line of few", () => {
    expect(render("", ...many.slice(0, 3)).match(/env-\d+\.ts:1:1/g)).toEqual([
      "env-0.ts:1:1",
      "env-1.ts:1:1",
      "env-2.ts:1:1",
    ]);
  });

  it("shows each of two lines of one environment", () => {
    const text = render("", ...many.slice(0, 5), mistake("env-3", 7));
    expect(text).toContain("environments/env-3.ts:7");
    expect(text).toContain("environments/env-4.ts:1");
  });

  it("says where else a mistake of a shared file is so, the base apart", () => {
    const environments = ["base", ...many.flatMap(({ environment }) => environment ?? [])];
    expect(render("", { ...mistake("base"), environments })).toContain(
      "\n  = the same in 500 environments: env-0, env-1",
    );
  });

  it("tells the same of many files once, where it is about no environments", () => {
    const files = many.map(({ environment: _, ...issue }) => ({ ...issue, hint: "h" }));
    const text = render("", ...files);
    expect(text.match(/^error/gm)).toHaveLength(1);
    expect(text).toMatch(/= the same in 500 files: environments\/env-0.ts, environments\/env-1.ts,\n +environments/);
    expect(text).toContain("500 errors");
  });
});
