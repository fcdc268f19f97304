import type { Issue, Location } from "../issue.ts";
import { mentionsSecret } from "../kubernetes/hidden-secrets.ts";
import type { Diagnostic } from "./diagnostics.ts";

/** A diagnostic as an issue: what, and of the chain of reasons the last two. `file` is the issue's file, `source` its text. */
export function typeIssue({ place, code, lines }: Diagnostic, file: string, source: string | undefined): Issue {
  const [message = "", ...reasons] = lines.map((line) => shortTypes(withoutSecrets(line.trim())));
  // advice for programs that Node or a browser runs
  const [what = "", advice] = message.split(/ (?=Do you need to )/);
  return {
    code: `types/${code}`,
    message: [what, ...reasons.slice(-2)].join("\n"),
    ...(place === undefined ? {} : { location: { file, ...range(place, source) } }),
    ...(code === "unfinished" ? unfinished : {}),
    ...(advice === undefined
      ? {}
      : { hint: "environments are evaluated in a sandbox, which has JavaScript's own names only." }),
  };
}

const unfinished: Pick<Issue, "code" | "why" | "hint"> = {
  code: "types/unfinished",
  why: "No types are checked.",
  hint: "name environments, as in `overlayer check prod`, to find the one that is too much for it.",
};

/** The type of a text in an environment is that very text. */
function withoutSecrets(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"/g, (literal) => (mentionsSecret(literal) ? '"(hidden)"' : literal));
}

const longestType = 100;

/** The types of an application fill a screen: a long one ends where those of the whole application begin. */
function shortTypes(text: string): string {
  return text.replace(/'([^']+)'/g, (quoted, type: string) => {
    if (type.length <= longestType) return quoted;
    return `'${type.replace(/, \{ .*$/, ", ").slice(0, longestType)}…'`;
  });
}

/** The checker gives the start only: the end is that of the name, string or number that begins there. */
function range({ line, column }: { line: number; column: number }, source = ""): Omit<Location, "file"> {
  const rest = source.split(/\r?\n/)[line - 1]?.slice(column - 1) ?? "";
  const [token = ""] = /^(?:[\p{ID_Continue}$]+|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')/u.exec(rest) ?? [];
  return { line, column, ...(token === "" ? {} : { endColumn: column + token.length }) };
}
