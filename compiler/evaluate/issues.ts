import type { OptionPath } from "../application.ts";
import { alike, type Issue, type Location, listedOptions, moreOptions, namesIn } from "../issue.ts";
import { withoutSecretTexts } from "../kubernetes/hidden-secrets.ts";
import { locateExport } from "./exports.ts";
import { importCycle } from "./import-cycle.ts";
import { limitIn, limitIssue } from "./limit-issue.ts";
import { loadIssues } from "./load-issues.ts";
import type { Problem } from "./manifested.ts";
import { missingExport } from "./missing-export.ts";
import { fileOf, idOf, withFiles } from "./modules.ts";
import type { Run } from "./run.ts";
import { locate } from "./stack.ts";
import { type Trace, trace } from "./trace.ts";
import { wrongExport } from "./wrong-export.ts";

/** All that is wrong with one environment; where modules cannot be loaded, or failed themselves, only the root cause. */
export async function issuesOf(failed: Run): Promise<readonly Issue[]> {
  const { environment, modules, trees } = failed;
  const loading = await loadIssues(environment.file, modules, trees);
  const issues = loading.length > 0 || importsFailed(failed) ? loading : await runIssues(failed);
  return issues.map((issue) => ({ ...issue, environment: environment.name }));
}

/** True where what an environment imports failed itself: that is the root cause, and told where it is. */
function importsFailed({ environment, modules, exports }: Run): boolean {
  const imported = modules.readsOf(idOf(environment.file)).map(fileOf);
  return imported.some((file) => file !== environment.file && exports.get(file) === "failed");
}

/** One issue for what several environments report alike: it belongs to none of them then, and names them all. */
export function toldOnce(issues: readonly Issue[]): readonly Issue[] {
  const groups = alike(issues, (issue) => (issue.location === undefined ? issue : { ...issue, environment: "" }));
  return groups.map((group) => {
    const { environment, ...shared } = group[0];
    const names = namesIn(group);
    return names.environments === undefined ? group[0] : { ...shared, ...names };
  });
}

async function runIssues(failed: Run): Promise<readonly Issue[]> {
  const { outcome, manifested, environment } = failed;
  if (outcome.kind === "limit") return [await limitIssue(failed, outcome.limit, outcome.stack)];
  const place = { location: { file: environment.file, line: 1, column: 1 } };
  if (outcome.kind === "thrown") {
    const { message, stack } = outcome;
    const wrongModule =
      (await missingExport(message, environment.file, failed.modules)) ??
      (await importCycle(message, environment.file, failed.modules)) ??
      (await wrongExport(message, stack, environment.file, failed.modules));
    return [{ ...place, ...(wrongModule ?? throwIssue(failed, message, stack, [])) }];
  }
  if (manifested === undefined || manifested.problems.length === 0) {
    const message = "what is built into JavaScript was changed, so the options cannot be read";
    return [{ ...place, ...throwIssue(failed, message, "", []) }];
  }
  const listed = manifested.problems.slice(0, listedOptions);
  const asked = listed.map(({ path }) => path);
  const traced = await trace(failed.environment, failed.trees, asked, failed.limits);
  const issues = await Promise.all(listed.map((problem) => problemIssue(failed, problem, traced)));
  const more = moreOptions(manifested.problems.length - listed.length);
  return [...issues, ...more].map((issue) => ({ ...place, ...issue }));
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
  if (kind === "assert") return { ...assertIssue(withoutSecretTexts(message)), ...place };
  return {
    code: "evaluate/value",
    message,
    ...place,
    why: "Options are maps, lists, strings, finite numbers, booleans and null.",
    hint: "Give it such a value, or `remove` to leave it out.",
  };
}

/** A message that was not given, or that its function does not return, says nothing. */
function assertIssue(message: string): Issue {
  if (message !== "undefined" && message !== "") return { code: "evaluate/assert", message };
  return {
    code: "evaluate/assert",
    message: "an assert does not hold, and has no message",
    why: "The options do not meet the condition that stands here.",
    hint: 'Change the options, or the condition; say what it asks for: `.assert((self) => …, "servers has to be odd")`.',
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

function throwIssue(failed: Run, thrown: string, stack: string, path: OptionPath): Issue {
  const [location, ...callers] = locate(stack, failed.modules);
  const message = withoutSecretTexts(withFiles(thrown));
  const hint = absentHint(message) ?? calledHint(message, failed);
  return {
    code: "evaluate/throw",
    message: path.length === 0 ? message : `${path.join(".")} cannot be computed: ${message}`,
    ...(location === undefined ? {} : { location }),
    ...(hint === undefined ? {} : { hint }),
    ...(callers.length === 0 ? {} : { related: callers.map((one) => ({ message: "called here", location: one })) }),
  };
}

/** A call of what has no such function, such as `extend` of what an environment file exports that is no layer. */
function calledHint(message: string, { environment, modules, exports }: Run): string | undefined {
  if (message !== "TypeError: not a function") return undefined;
  for (const file of modules.importsOf(idOf(environment.file)).map(fileOf)) {
    const exported = exports.get(file);
    if (exported !== "list" && exported !== "map") continue;
    return `${file} exports a ${exported}, which has no extend: export its layers by name too, and import those.`;
  }
  return "What is called here is no function: those of a layer are extend, mixin, hidden and assert.";
}

/** What people look for that a sandbox does not have. */
const absentNames =
  /'(process|require|fetch|console|setTimeout|setInterval|Date|Buffer|performance|crypto|module|__dirname)' is not defined/;

function absentHint(message: string): string | undefined {
  const jsonnet = /'(self|super_|root|std)' is not defined/.exec(message)?.[1];
  if (jsonnet === "std") return "There is no std: JavaScript's own functions take its place.";
  if (jsonnet !== undefined)
    return "A function gets it, which gives the option: `heap: (self, super_, root) => …`, in this order.";
  const name = absentNames.exec(message)?.[1];
  if (name === undefined) return undefined;
  return `There is no ${name} in an environment: the same files always give the same result. Write the value into the file.`;
}
