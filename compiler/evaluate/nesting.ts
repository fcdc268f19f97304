import { type Token, tokensOf } from "./tokens.ts";
import type { Fault } from "./transpile.ts";

/**
 * Tokens that may be open at one place: in each bracket around it those since the last `;` or `,`. No parser goes deeper than
 * that, and those that are not JavaScript end the process where they exhaust their stack: on the 4 MB of a thread at 10,000
 * `class extends`. Files that people write have some dozens open; a text that is added up of 2,500 lines has that many.
 */
const mostOpen = 5000;

/** What is wrong with a text that is nested too deep, by brackets or without any, as in `a => a => …`. */
export function nestingFault(source: string): Fault | undefined {
  if (source.length <= mostOpen / 2) return undefined;
  let place: Place = { level: levelIn(undefined, "", ""), last: "" };
  for (const token of tokensOf(source)) {
    place = placeAfter(place, token);
    if (place.level.around + place.level.count > mostOpen) return tooDeep(token);
  }
  return undefined;
}

/** Where a reader of tokens is. */
interface Place {
  readonly level: Level;
  /** The last token; empty where it ends nothing. */
  readonly last: string;
}

/** What is in one bracket, or in none. */
interface Level {
  readonly outer: Level | undefined;
  /** Empty where it may be no bracket. */
  readonly opener: string;
  /** The token before the opener. */
  readonly before: string;
  /** Open tokens around it. */
  readonly around: number;
  /** Open tokens in it: those since the last `;`, or those before the first `,` after that and those since the last. */
  count: number;
  /** Those before the first `,`, which may be the head of a statement. */
  kept: number;
  /** Those that the last `;` closed. */
  ended: number;
}

function levelIn(outer: Level | undefined, opener: string, before: string): Level {
  const around = outer === undefined ? 0 : outer.around + outer.count;
  // a bracket counts twice: parsers go through all that a value can be
  return { outer, opener, before, around, count: 1, kept: 0, ended: 0 };
}

function placeAfter({ level, last }: Place, { text, isUnclear }: Token): Place {
  const inner = isUnclear ? level : withoutTypes(level, text);
  const around = isUnclear ? level : closeBy(inner, text, last);
  around.count++;
  // what follows `if (…)` goes on with it
  const isHead = text === ")" && heads.test(inner.before);
  return {
    level: "([{<".includes(text) ? levelIn(around, isUnclear ? "" : text, last) : around,
    last: isUnclear || isHead ? "" : text,
  };
}

const heads = /^(?:if|for|while|with|await)$/;
/** Words that nothing goes on with, and tokens that something can end with. */
const begins = /^(?:class|const|declare|export|for|function|if|import|interface|return|switch|try|type)$/;
const ends = /^(?:["'`)\]}]|\d.*)$/;

/** A `<` that another bracket or a `;` closes was none. */
function withoutTypes(level: Level, text: string): Level {
  return level.opener === "<" && level.outer && /^[)\]};]$/.test(text) ? withoutTypes(level.outer, text) : level;
}

/** The level in which a token is, after what it closes. */
function closeBy(level: Level, text: string, last: string): Level {
  if (/^[)\]}]$/.test(text) || (text === ">" && level.opener === "<")) return level.outer ?? level;
  if (text === ",") {
    level.kept ||= level.count;
    level.count = level.kept;
  } else if (text === ";" || (begins.test(text) && ends.test(last))) {
    level.ended = level.count;
    level.count = 0;
    level.kept = 0;
  } else if (last === ";" && /^(?:else|while)$/.test(text)) {
    level.count += level.ended;
  }
  return level;
}

function tooDeep({ start, end }: Token): Fault {
  return {
    code: "evaluate/syntax",
    message: `nested too deep: more than ${mostOpen.toLocaleString("en-US")} words and signs are open here`,
    ...{ start, end },
    why: "It would exhaust the stack of what reads it.",
    hint: "Give parts of it names of their own with `const`.",
  };
}
