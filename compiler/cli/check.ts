import { baseFile, deliveryFile, selectSources } from "../environments.ts";
import { nestingFault } from "../evaluate/nesting.ts";
import { rangeOf } from "../evaluate/range.ts";
import { type Issue, isError } from "../issue.ts";
import { count } from "../report/style.ts";
import { committedTree } from "../repository/committed-tree.ts";
import { checkTypes } from "../typescript/check-types.ts";
import { mergeIssues } from "../typescript/merge-issues.ts";
import { reachableFiles } from "../typescript/reachable.ts";
import { outputFolders } from "../write/output-folders.ts";
import type { Given } from "./command.ts";
import { type Context, exitCode } from "./context.ts";
import { formatIssues } from "./format-issues.ts";
import { tellOnlyBase } from "./only-base.ts";
import { packageRoot } from "./package-root.ts";
import { openProject, type Project } from "./project.ts";

/** `overlayer check`: what is wrong with the environments, by evaluation, schema, rules and types; writes nothing. */
export async function checkCommand({ args, values }: Given, context: Context): Promise<number> {
  const format = values.get("format");
  const project = openProject(values, context);
  const committed = () => committedTree(project.root, outputFolders);
  // the checker is a process of its own: started first, it works while this one compiles
  const [typed, compiled] = await Promise.all([typeIssues(args, project), project.compile(args, [], committed)]);
  const issues = mergeIssues(compiled.issues, typed, project.source);
  context.stdout(formatIssues(issues, format, project, context));
  if (issues.some(isError)) return exitCode.userError;
  const checked = `${count(compiled.environments.length, "environment")} checked: options, rules and types\n`;
  if (format === "human") context.stdout(checked);
  else context.stderr(checked);
  tellOnlyBase(compiled.environments.length, project.environments().length, context);
  return exitCode.fine;
}

/** What is to be mended first hides the others: no base all, a refused name its file, one nested too deep the rest. */
async function typeIssues(names: readonly string[], project: Project): Promise<readonly Issue[]> {
  if (project.tree.read(baseFile) === undefined) return [];
  const refused = new Set(project.listingIssues().map(({ location }) => location?.file));
  const sources = selectSources(project.environments(), names).filter(({ file }) => !refused.has(file));
  const files = reachableFiles(project.tree, [baseFile, deliveryFile, ...sources.map(({ file }) => file)]);
  const nested = [...files].flatMap(([file, text]) => tooDeep(file, text));
  return nested.length > 0 ? nested : checkTypes(files, packageRoot, project.packagePrefix);
}

function tooDeep(file: string, text: string): readonly Issue[] {
  const fault = nestingFault(text);
  if (fault === undefined) return [];
  const { code, message, start, end } = fault;
  return [{ code, message, location: rangeOf(file, text, start, end) }];
}
