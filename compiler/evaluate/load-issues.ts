import type { Issue } from "../issue.ts";
import { locateImport } from "./imports.ts";
import { defectAt, fileOf, idOf, type Modules, type Trees } from "./modules.ts";
import { rangeOf } from "./range.ts";

/** All syntax errors and all imports that cannot be, in a file and in what it imports. */
export async function loadIssues(file: string, modules: Modules, trees: Trees): Promise<readonly Issue[]> {
  const id = idOf(file);
  if (modules.sourceOf(id) === undefined) {
    const defect = defectAt(trees, id);
    return defect === undefined
      ? [{ code: "evaluate/import", message: `there is no file ${file}` }]
      : [unreadable(file, defect.message)];
  }
  const { imports, syntax } = modules.problemsOf(id);
  const issues = syntax.flatMap((one) => syntaxIssues(one, modules));
  for (const { importer, specifier, message, hint } of imports) {
    const location = await locateImport(fileOf(importer), modules.sourceOf(importer) ?? "", (one) => one === specifier);
    issues.push({ code: "evaluate/import", message, location, hint });
  }
  return issues;
}

/** A path that is there and cannot be read as a file, and why. */
export function unreadable(file: string, what: string): Issue {
  return {
    code: "environment/link",
    message: `${file} ${what}`,
    location: { file, line: 1, column: 1 },
    why: "only files are read, and links to files of the repository: what is elsewhere would be missing in silence.",
    hint: "put the file itself here, or move this out of environments/.",
  };
}

function syntaxIssues(id: string, modules: Modules): readonly Issue[] {
  const source = modules.sourceOf(id) ?? "";
  const module = modules.transpiled(id);
  if (module === undefined || "code" in module) return [];
  const range = ({ start, end }: { start: number; end: number }) => rangeOf(fileOf(id), source, start, end);
  return module.faults.map(({ start, end, related, ...fault }) => ({
    ...fault,
    ...(isConflict(source.slice(start, end)) ? unmerged : {}),
    location: range({ start, end }),
    ...(related === undefined ? {} : { related: [{ message: related.message, location: range(related) }] }),
  }));
}

function isConflict(marked: string): boolean {
  return /^(<{7}|\|{7}|={7}|>{7})$/.test(marked);
}

const unmerged: Pick<Issue, "message" | "why" | "hint"> = {
  message: "this merge is not resolved",
  why: "git left both sides between its marks, as two commits changed the same lines.",
  hint: "keep what is right, delete the lines with the marks, and run `overlayer compile`: it writes base/ and overlays/ anew, whatever git left in them.",
};
