import type { Fault } from "./transpile.ts";

/**
 * More would exhaust the stack of the parser, which is not JavaScript's: the process would end. The type checker would be
 * busy for minutes.
 */
const deepest = 1000;

/** What is wrong with a text whose brackets are nested too deep; those in texts and comments count too. */
export function nestingFault(source: string): Fault | undefined {
  let depth = 0;
  for (const { index, 0: bracket } of source.matchAll(/[([{<]|[)\]}>]/g)) {
    depth = "([{<".includes(bracket) ? depth + 1 : Math.max(0, depth - 1);
    if (depth <= deepest) continue;
    const message = `brackets are nested more than ${deepest.toLocaleString("en-US")} deep`;
    return { code: "evaluate/syntax", message, start: index, end: index + 1 };
  }
  return undefined;
}
