import { isObject, type Json, type JsonObject } from "../kubernetes/json.ts";

/** An environment file that puts plain values on top of one layer, and does nothing else. */
export interface PlainFile {
  /** What it imports the layer from, and the name that it is exported by there. */
  readonly specifier: string;
  readonly exported: string;
  readonly fields: JsonObject;
}

/**
 * Reads such a file without running it; undefined for any other. It takes a part of JavaScript of which no reader could think
 * otherwise: no escapes, no names that are numbers (which JavaScript sorts), nothing twice.
 */
export function plainFile(source: string): PlainFile | undefined {
  if (source.length > longest) return undefined;
  const scanner: Scanner = { source, at: 0, token: "" };
  next(scanner);
  const layer = importIn(scanner);
  const isExported = layer && ["export", "default", layer.local, ".", "extend", "("].every((one) => took(scanner, one));
  const fields = isExported ? valueIn(scanner, 0) : undefined;
  if (layer === undefined || !isObject(fields) || !took(scanner, ")")) return undefined;
  took(scanner, ";");
  return scanner.token === end ? { specifier: layer.specifier, exported: layer.exported, fields } : undefined;
}

/** Characters of a file: in the sandbox there would be a limit of memory. */
const longest = 50_000;

/** Maps and lists in each other. */
const deepest = 20;

/** Where in a text a reader is: the token that begins before `at`; `broken` where there is none that it knows. */
interface Scanner {
  readonly source: string;
  at: number;
  token: string;
}

const end = "end of file";
const broken = "";

/** A name, a text, a number or a mark, after blanks and comments. */
const tokens =
  /(?:[ \t\r\n]|\/\/[^\n\r\u2028\u2029]*(?=[\r\n])|\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\/)*([A-Za-z_$][\w$]*|"[^"\\\p{Cc}]*"|'[^'\\\p{Cc}]*'|-?(?:0|[1-9]\d{0,7})(?:\.\d{1,6})?(?![\w$.])|[{}[\](),:;.]|$)/uy;

function next(scanner: Scanner): void {
  tokens.lastIndex = scanner.at;
  const found = tokens.exec(scanner.source);
  scanner.token = found === null ? broken : found[1] || end;
  scanner.at = tokens.lastIndex;
}

/** Goes past a token where it is this one. */
function took(scanner: Scanner, token: string): boolean {
  if (scanner.token !== token) return false;
  next(scanner);
  return true;
}

/** `import local from "specifier";` or `import { local } from "specifier";` */
function importIn(scanner: Scanner) {
  if (!took(scanner, "import")) return undefined;
  const isNamed = took(scanner, "{");
  const local = scanner.token;
  next(scanner);
  if (!isLocal.test(local) || (isNamed && !took(scanner, "}")) || !took(scanner, "from")) return undefined;
  const specifier = textOf(scanner.token);
  next(scanner);
  return specifier === undefined || !took(scanner, ";")
    ? undefined
    : { local, specifier, exported: isNamed ? local : "default" };
}

/** Names that no version of the language keeps for itself. */
const isLocal =
  /^(?!(?:arguments|async|await|break|case|catch|class|const|continue|debugger|default|delete|do|else|enum|eval|export|extends|false|finally|for|from|function|if|implements|import|in|instanceof|interface|let|new|null|package|private|protected|public|return|static|super|switch|this|throw|true|try|type|typeof|undefined|var|void|while|with|yield)$)[a-z][A-Za-z0-9]*$/;

function valueIn(scanner: Scanner, depth: number): Json | undefined {
  const { token } = scanner;
  next(scanner);
  if (token === "{") return depth < deepest ? mapIn(scanner, depth) : undefined;
  if (token === "[") return depth < deepest ? listIn(scanner, depth) : undefined;
  if (token === "true" || token === "false") return token === "true";
  if (token === "null") return null;
  const text = textOf(token);
  if (text !== undefined) return text;
  // a negative nothing is written as 0
  return /^[-\d]/.test(token) ? Number(token) + 0 : undefined;
}

function mapIn(scanner: Scanner, depth: number): JsonObject | undefined {
  const fields: Record<string, Json> = {};
  while (!took(scanner, "}")) {
    const name = textOf(scanner.token) ?? (/^[A-Za-z_$]/.test(scanner.token) ? scanner.token : undefined);
    next(scanner);
    if (name === undefined || name === "__proto__" || /^\d+$/.test(name) || Object.hasOwn(fields, name))
      return undefined;
    const value = took(scanner, ":") ? valueIn(scanner, depth + 1) : undefined;
    if (value === undefined) return undefined;
    fields[name] = value;
    if (scanner.token !== "}" && !took(scanner, ",")) return undefined;
  }
  return fields;
}

function listIn(scanner: Scanner, depth: number): readonly Json[] | undefined {
  const items: Json[] = [];
  while (!took(scanner, "]")) {
    const item = valueIn(scanner, depth + 1);
    if (item === undefined) return undefined;
    items.push(item);
    if (scanner.token !== "]" && !took(scanner, ",")) return undefined;
  }
  return items;
}

/** What a token in quotes says. */
function textOf(token: string): string | undefined {
  return token.startsWith('"') || token.startsWith("'") ? token.slice(1, -1) : undefined;
}
