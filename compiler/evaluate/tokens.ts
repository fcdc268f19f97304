/** A word, a number, a sign, or a text, template or regular expression, of which only the first sign is given. */
export interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** True where it may also be a part of a text, template, comment or regular expression. */
  readonly isUnclear: boolean;
}

/**
 * The tokens of a TypeScript file, right or wrong. Whether a `/` begins a regular expression is not always known without
 * parsing: where it is not, what follows is unclear.
 */
export function* tokensOf(source: string): Generator<Token> {
  const scan: Scan = { source, last: "", braces: [], isInTemplate: false, unclearUntil: 0 };
  let at = source.startsWith("#!") ? lineEnd(source, 0) : 0;
  while (at < source.length) {
    const start = at;
    const isUnclear = start < scan.unclearUntil;
    at = blankEnd(source, start, isUnclear);
    if (at > start) continue;
    const text = textAt(source, start);
    at += text.length;
    if (isUnclear) scan.last = text;
    else at = tokenEnd(scan, text, at);
    yield { text, start, end: at, isUnclear };
  }
}

interface Scan {
  readonly source: string;
  /** The last token; of a template that ends its first sign. */
  last: string;
  /** Of each brace that is open, whether it is in a template. */
  readonly braces: boolean[];
  /** True where the next token is such a brace. */
  isInTemplate: boolean;
  unclearUntil: number;
}

/** Where a token ends whose text ends at an offset. */
function tokenEnd(scan: Scan, text: string, at: number): number {
  const { source, last, braces, isInTemplate } = scan;
  // what can stand after a `!` that negates is what can stand before it
  if (text !== "!" || !beforeRegularExpression.test(last)) scan.last = text;
  scan.isInTemplate = false;
  if (text === "{") braces.push(isInTemplate);
  if (text === "`" || (text === "}" && braces.pop() === true)) {
    const end = templateEnd(source, at);
    scan.last = "`";
    scan.isInTemplate = source.startsWith("${", end - 1);
    return end;
  }
  if (text === '"' || text === "'") return quotedEnd(source, at, text);
  if (text !== "/") return at;
  if (beforeRegularExpression.test(last)) return regularExpressionEnd(source, at);
  if (!beforeDivision.test(last)) scan.unclearUntil = unclearEnd(source, at, braces.includes(true));
  return at;
}

const beforeRegularExpression = /^(?:[(,=:[&|?{;]|=>|return|typeof|case|)$/;
const beforeDivision =
  /^(?!(?:await|default|delete|do|else|extends|in|instanceof|new|of|throw|void|yield)$)(?:["'`\]]|[\p{ID_Continue}$]+)$/u;

const word = /[\p{ID_Continue}$]+/uy;

function textAt(source: string, at: number): string {
  return matchAt(word, source, at) ?? (source.startsWith("=>", at) ? "=>" : source.charAt(at));
}

function matchAt(pattern: RegExp, source: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0];
}

const blanks = /\s+/y;

/** Behind blanks, or a comment. */
function blankEnd(source: string, at: number, isUnclear: boolean): number {
  const blank = matchAt(blanks, source, at);
  if (blank !== undefined || isUnclear) return at + (blank?.length ?? 0);
  if (source.startsWith("//", at)) return lineEnd(source, at);
  return source.startsWith("/*", at) ? behind(source, at + 2, /\*\//g) : at;
}

// what is not ended is a mistake after which no parser goes on: all the rest belongs to it

/** Behind the first match that `isEnd`; the length of the source where there is none. */
function behind(source: string, from: number, pattern: RegExp, isEnd = (_: string) => true): number {
  pattern.lastIndex = from;
  for (let found = pattern.exec(source); found !== null; found = pattern.exec(source))
    if (isEnd(found[0])) return pattern.lastIndex;
  return source.length;
}

function quotedEnd(source: string, from: number, quote: string): number {
  return behind(
    source,
    from,
    /\\(?:\r\n|[\s\S])|["'\n\r]/g,
    (sign) => sign === quote || sign === "\n" || sign === "\r",
  );
}

/** Behind the end of a template, or behind the `$` of what is put into it. */
function templateEnd(source: string, from: number): number {
  return behind(source, from, /\\[\s\S]|`|\$(?=\{)/g, (sign) => sign === "`" || sign === "$");
}

function regularExpressionEnd(source: string, from: number): number {
  let isInClass = false;
  return behind(source, from, /\\.|[[\]/\n\r\u2028\u2029]/g, (sign) => {
    if (sign === "[" || sign === "]") isInClass = sign === "[";
    return lineEnds.test(sign) || (sign === "/" && !isInClass);
  });
}

/** How far it is unclear what is a regular expression: where no other `/` is in the line there is none. */
function unclearEnd(source: string, from: number, isInTemplate: boolean): number {
  const end = lineEnd(source, from);
  const rest = source.slice(from, end);
  if (!rest.includes("/")) return from;
  return isInTemplate || /`|\/\*|\\$/.test(rest) ? source.length : end;
}

const lineEnds = /[\n\r\u2028\u2029]/;

function lineEnd(source: string, from: number): number {
  const length = source.slice(from).search(lineEnds);
  return length < 0 ? source.length : from + length;
}
