import { errorsFirst, type Issue, isError, type Location } from "../issue.ts";

/**
 * The issues of evaluation and validation with the type checker's, one for each mistake: validation knows the option, its
 * unit and what it should be, so what the checker says of the same place is left out, and what it says of a place inside,
 * such as a name in the function that gives the option, becomes a note. A warning replaces no error. `sources` gives a file's
 * text.
 */
export function mergeIssues(
  issues: readonly Issue[],
  typeIssues: readonly Issue[],
  sources: (file: string) => string | undefined,
): readonly Issue[] {
  const errors = issues.filter(isError);
  const own = typeIssues.filter(({ location }) => {
    const source = location && sources(location.file);
    return !errors.some((issue) => location && (isSameMistake(issue, location, source) || isInside(issue, location)));
  });
  const noted = issues.map((issue) => {
    if (!isError(issue)) return issue;
    const notes = typeIssues.flatMap(({ message, location }) =>
      location && isInside(issue, location) ? [{ message, location }] : [],
    );
    return notes.length === 0 ? issue : { ...issue, related: [...notes, ...(issue.related ?? [])] };
  });
  return errorsFirst([...noted, ...own]);
}

function isSameMistake({ code, location }: Issue, typed: Location, source: string | undefined): boolean {
  if (location?.file !== typed.file) return false;
  // one syntax error makes many, all over the file
  if (code === "evaluate/syntax") return true;
  if (location.line !== typed.line) return false;
  // the checker points to an option's name where validation points to its value
  const between = source?.split(/\r?\n/)[typed.line - 1]?.slice(typed.column - 1, location.column - 1) ?? "";
  return location.column === typed.column || /^[^\s:,(){}]+\s*:\s*$/.test(between);
}

function isInside({ location }: Issue, typed: Location): boolean {
  if (location?.file !== typed.file || location.line !== typed.line) return false;
  return location.column < typed.column && typed.column < (location.endColumn ?? 0);
}
