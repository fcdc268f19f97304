import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderIssuesGithub } from "../../compiler/report/issues-github.ts";

const location = { file: "environments/prod.ts", line: 4, column: 12, endColumn: 13 };

/** What GitHub's runner makes of a line: undefined where it is no command. */
function parse(line: string) {
  const [, words, message] = /^::error ([^:]*)::(.*)$/.exec(line) ?? [];
  if (words === undefined || message === undefined) return undefined;
  const properties = words.split(",").map((word) => {
    const at = word.indexOf("=");
    const value = word
      .slice(at + 1)
      .replaceAll("%3A", ":")
      .replaceAll("%2C", ",");
    return [word.slice(0, at), unescaped(value)];
  });
  return { ...Object.fromEntries(properties), message: unescaped(message) };
}

function unescaped(text: string): string {
  return text.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%");
}

describe("renderIssuesGithub", () => {
  it("is one command with the place, and everything that there is to say", () => {
    const issue = {
      code: "zookeeper/odd-servers",
      message: "servers is 4, an even number",
      location,
      environment: "prod",
      why: "100% of 4 is 4.",
      hint: "use 3 or 5",
      related: [{ message: "it overrides this line", location: { file: "environments/base.ts", line: 3, column: 5 } }],
    };
    expect(renderIssuesGithub([issue], "")).toBe(
      "::error file=environments/prod.ts,line=4,col=12,endColumn=13,title=zookeeper/odd-servers::" +
        "servers is 4, an even number%0Aenvironment: prod%0Awhy: 100%25 of 4 is 4.%0Ahelp: use 3 or 5%0A" +
        "note: it overrides this line: environments/base.ts:3:5\n",
    );
  });

  it("is another command for a warning", () => {
    expect(renderIssuesGithub([{ code: "a/b", severity: "warning", message: "m" }], "")).toBe(
      "::warning title=a/b::m\n",
    );
  });

  it("has no place where the issue has none", () => {
    expect(renderIssuesGithub([{ code: "environment/no-base", message: "no base" }], "infra/")).toBe(
      "::error title=environment/no-base::no base\n",
    );
  });

  it("begins paths at the top of the git repository", () => {
    expect(renderIssuesGithub([{ code: "a/b", message: "m", location }], "infra/zk/")).toContain(
      "file=infra/zk/environments/prod.ts,",
    );
  });

  it("cannot be made to say another command or property by any name or message", () => {
    const hostile = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({
        unit: fc.constantFrom("\n", "\r", "%", ":", ",", "=", "::error ", "::set-env name=A::", "0A", "\u001b"),
      }),
    );
    fc.assert(
      fc.property(hostile, hostile, hostile, (file, message, hint) => {
        const text = renderIssuesGithub([{ code: "a/b", message, hint, location: { ...location, file } }], "");
        expect(text.match(/[\r\n]/g)).toEqual(["\n"]);
        expect(parse(text.slice(0, -1))).toMatchObject({ file, line: "4", col: "12", endColumn: "13", title: "a/b" });
      }),
    );
  });
});
