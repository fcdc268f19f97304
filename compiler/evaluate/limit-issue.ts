import type { Issue } from "../issue.ts";
import type { LimitKind, Outcome } from "./engine.ts";
import { type Limits, patience } from "./limits.ts";
import type { Run } from "./run.ts";
import { locate } from "./stack.ts";

const known = new WeakMap<Outcome, Promise<Issue>>();

/** An environment that used more than it may, at the loop or call where it was stopped. */
export function limitIssue(failed: Run, limit: LimitKind, stack: string): Promise<Issue> {
  // Environments that import the same endless file have the same outcome: it is looked into once.
  const issue = known.get(failed.outcome) ?? makeIssue(failed, limit, stack);
  known.set(failed.outcome, issue);
  return issue;
}

async function makeIssue(failed: Run, limit: LimitKind, stack: string): Promise<Issue> {
  const { modules, environment, trees, limits, isReduced } = failed;
  const { locateLoop } = await import("./loops.ts");
  const loop = limit === "steps" || limit === "wall" ? await locateLoop(environment, trees, limits) : undefined;
  const { message, hint } = limitTexts(limits)[limit];
  return {
    code: "evaluate/limit",
    message: `the environment ${message}`,
    location: loop ?? locate(stack, modules)[0] ?? { file: environment.file, line: 1, column: 1 },
    why: "An environment is evaluated with bounds, so that no file can stop the others.",
    hint: isReduced ? `Mend the others first: ${patience} exceeded their bounds, so that this one got a tenth.` : hint,
  };
}

/** The limit that an error which the environment's own code could catch speaks of. */
export function limitIn(message: string): LimitKind | undefined {
  if (message === "InternalError: out of memory") return "memory";
  return message === "InternalError: stack overflow" ? "depth" : undefined;
}

function limitTexts(limits: Limits): Record<LimitKind, { readonly message: string; readonly hint: string }> {
  const nested = {
    message: "nests calls or values too deeply",
    hint: "Look for a function that calls itself without end, or a map or list that has itself in it.",
  };
  return {
    steps: { message: `did not end within ${rounds(limits)}`, hint: raise("steps", "a loop that never ends") },
    wall: { message: `did not end within ${limits.wall / 1000} s`, hint: raise("seconds", "a loop that never ends") },
    memory: {
      message: `needs more than ${Math.round(limits.memory / 1024 / 1024)} MB of memory`,
      hint: raise("memory", "a list or a string that grows without end"),
    },
    depth: nested,
    broken: nested,
    pending: { message: "awaits what never comes", hint: "Take the await away: a file has nothing to wait for." },
  };
}

/** A step is a call of the interrupt handler, which the engine makes after every 10,000 rounds and calls. */
function rounds({ steps }: Limits): string {
  return `about ${(steps * 10_000).toLocaleString("en-US")} rounds of loops and calls (${steps} steps)`;
}

function raise(limit: string, cause: string): string {
  return `Look for ${cause}; if it needs that much, raise the bound by --limits ${limit}=…`;
}
