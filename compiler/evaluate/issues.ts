import type { OptionPath } from "../application.ts";
import type { Issue, Location } from "../issue.ts";
import { locateExport } from "./imports.ts";
import { limitIn, limitIssue } from "./limit-issue.ts";
import { loadIssues } from "./load-issues.ts";
import type { Problem } from "./manifested.ts";
import { idOf } from "./modules.ts";
import type { Run } from "./run.ts";
import { locate } from "./stack.ts";
import { type Trace, trace } from "./trace.ts";

/** Everything that is wrong with one environment; where modules cannot be loaded only that, as the root cause. */
export async function issuesOf(failed: Run): Promise<readonly Issue[]> {
  const loading = await loadIssues(failed.environment.file, failed.modules);
  const issues = loading.length > 0 ? loading : await runIssues(failed);
  return issues.map((issue) => ({ ...issue, environment: failed.environment.name }));
}

/** One issue for what several environments report alike: it belongs to none of them then. */
export function mergeIssues(issues: readonly Issue[]): readonly Issue[] {
  const merged = new Map<string, Issue>();
  for (const issue of issues) {
    const { environment, ...shared } = issue;
    const key = JSON.stringify(shared.location === undefined ? issue : shared);
    merged.set(key, merged.has(key) && merged.get(key)?.environment !== environment ? shared : issue);
  }
  return [...merged.values()];
}

async function runIssues(failed: Run): Promise<readonly Issue[]> {
  const { outcome, manifested } = failed;
  if (outcome.kind === "limit") return [await limitIssue(failed, outcome.limit, outcome.stack)];
  if (outcome.kind === "thrown") return [throwIssue(failed, outcome.message, outcome.stack, [])];
  if (manifested === undefined || manifested.problems.length === 0) {
    return [throwIssue(failed, "what is built into JavaScript was changed, so the options cannot be read", "", [])];
  }
  const traced = await trace(failed.environment, failed.trees, failed.limits);
  return Promise.all(manifested.problems.map((problem) => problemIssue(failed, problem, traced)));
}

async function problemIssue(failed: Run, problem: Problem, traced: Trace): Promise<Issue> {
  const { kind, message, stack, path } = problem;
  const limit = kind === "throw" ? limitIn(message) : undefined;
  if (limit !== undefined) return limitIssue(failed, limit, stack);
  if (kind === "export") return exportIssue(failed, message);
  const [first, ...callers] = locate(stack, failed.modules);
  const location = first ?? traced.where(path).set?.value;
  const place = location === undefined ? {} : { location };
  if (kind === "throw") return { ...throwIssue(failed, message, stack, path), ...place };
  if (kind === "cycle") return { ...cycleIssue(message, callers), ...place };
  if (kind === "assert") return { code: "evaluate/assert", message, ...place };
  return {
    code: "evaluate/value",
    message,
    ...place,
    why: "Options are maps, lists, strings, finite numbers, booleans and null.",
    hint: "Give it such a value, or `remove` to leave it out.",
  };
}

async function exportIssue({ environment: { file, key }, modules }: Run, message: string): Promise<Issue> {
  return {
    code: "evaluate/export",
    message,
    location: await locateExport(file, modules.sourceOf(idOf(file)) ?? "", key),
    why: "An environment is a layer, or a list of layers; a file may hold several in a map.",
    hint: "Write `export default base.extend({ … });`, or for several environments `export default { eu: base.extend({ … }), … };`.",
  };
}

function cycleIssue(way: string, callers: readonly Location[]): Issue {
  return {
    code: "evaluate/cycle",
    message: `a field needs itself: ${way}`,
    why: "Each field on the way waits for the next one, so none of them has a value.",
    hint: "Give one of them a value that does not read the others.",
    related: callers.map((location) => ({ message: "read here", location })),
  };
}

function throwIssue({ modules }: Run, message: string, stack: string, path: OptionPath): Issue {
  const [location, ...callers] = locate(stack, modules);
  const hint = absentHint(message);
  return {
    code: "evaluate/throw",
    message: path.length === 0 ? message : `${path.join(".")} cannot be computed: ${message}`,
    ...(location === undefined ? {} : { location }),
    ...(hint === undefined ? {} : { hint }),
    ...(callers.length === 0 ? {} : { related: callers.map((one) => ({ message: "called here", location: one })) }),
  };
}

/** What people look for that a sandbox does not have. */
const absentNames =
  /'(process|require|fetch|console|setTimeout|setInterval|Date|Buffer|performance|crypto|module|__dirname)' is not defined/;

function absentHint(message: string): string | undefined {
  const name = absentNames.exec(message)?.[1];
  if (name === undefined) return undefined;
  return `There is no ${name} in an environment: the same files always give the same result. Write the value into the file.`;
}
