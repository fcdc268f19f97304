import type { Issue } from "../issue.ts";
import { locateImport } from "./imports.ts";
import { fileOf, idOf, type Modules } from "./modules.ts";
import { rangeOf } from "./range.ts";

/** All syntax errors and all imports that cannot be, in a file and in what it imports. */
export async function loadIssues(file: string, modules: Modules): Promise<readonly Issue[]> {
  const id = idOf(file);
  if (modules.sourceOf(id) === undefined) {
    return [{ code: "evaluate/import", message: `there is no file ${file}` }];
  }
  const { imports, syntax } = modules.problemsOf(id);
  const issues = syntax.flatMap((one) => syntaxIssues(one, modules));
  for (const { importer, specifier, message, hint } of imports) {
    const location = await locateImport(fileOf(importer), modules.sourceOf(importer) ?? "", (one) => one === specifier);
    issues.push({ code: "evaluate/import", message, location, hint });
  }
  return issues;
}

function syntaxIssues(id: string, modules: Modules): readonly Issue[] {
  const source = modules.sourceOf(id) ?? "";
  const module = modules.transpiled(id);
  if (module === undefined || "code" in module) return [];
  return module.faults.map(({ message, hint, start, end }) => ({
    code: "evaluate/syntax",
    location: rangeOf(fileOf(id), source, start, end),
    ...(isConflict(source.slice(start, end)) ? unmerged : { message, ...(hint === undefined ? {} : { hint }) }),
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
