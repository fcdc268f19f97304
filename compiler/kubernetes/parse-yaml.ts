import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type ParsedNode,
  parseAllDocuments,
  visit,
} from "yaml";
import type { Json } from "./json.ts";

/** Why a text is not read, with the line and column, both from 1. */
export interface YamlProblem {
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

export type ParsedYaml = { readonly documents: readonly Json[] } | { readonly problem: YamlProblem };

/** The same of a file that people apply: of fields that are given twice the last one counts, as to kubectl. */
export function parseApplied(text: string): ParsedYaml & { readonly repeated: readonly YamlProblem[] } {
  const repeated: YamlProblem[] = [];
  const parsed = parseYaml(text, (document, lines) => {
    for (const [name, offset] of takeLast(document)) {
      const { line, col } = lines.linePos(offset);
      repeated.push({ message: `the field ${JSON.stringify(name)} is given twice`, line, column: col });
    }
  });
  return { ...parsed, repeated };
}

/** Removes all but the last of the fields of one name from every map; names and offsets of those that it removed. */
function takeLast(document: Document.Parsed): readonly (readonly [string, number])[] {
  const removed: (readonly [string, number])[] = [];
  visit(document, {
    Map(_, map) {
      const names = map.items.map(({ key }) => (isScalar(key) ? String(key.value) : undefined));
      const isLast = (index: number) => names[index] === undefined || names.lastIndexOf(names[index]) === index;
      for (const [index, { key }] of map.items.entries()) {
        if (!isLast(index) && isScalar(key)) removed.push([String(key.value), key.range?.[0] ?? 0]);
      }
      map.items = map.items.filter((_item, index) => isLast(index));
    },
  });
  return removed;
}

/**
 * The documents of a YAML stream with the values that kustomize reads, empty documents left out. Anchors, tags and
 * words on whose type YAML's versions disagree (`on`, dates) are problems; integers above 2^53 are rounded.
 */
export function parseYaml(
  text: string,
  prepare: (document: Document.Parsed, lines: LineCounter) => void = () => {},
): ParsedYaml {
  const lines = new LineCounter();
  const options = { schema: "failsafe", uniqueKeys: false, lineCounter: lines, logLevel: "silent" } as const;
  const documents: Json[] = [];
  for (const document of parseAllDocuments(text, options)) {
    prepare(document, lines);
    const value = documentValue(document);
    if (value instanceof Misread) {
      const { line, col } = lines.linePos(value.offset);
      return { problem: { message: value.message, line, column: col } };
    }
    if (value !== null) documents.push(value);
  }
  return { documents };
}

/** What is wrong with a node; `offset` is its place in the text. */
class Misread {
  readonly message: string;
  readonly offset: number;

  constructor(message: string, offset: number) {
    this.message = message;
    this.offset = offset;
  }
}

const tooDeep = "it is nested too deeply";

function documentValue(document: Document.Parsed): Json | Misread {
  const error = document.errors[0];
  if (error?.message.includes("call stack")) return new Misread(tooDeep, error.pos[0]);
  if (error !== undefined) return new Misread(error.message.split(" at line ")[0] ?? error.code, error.pos[0]);
  return document.contents === null ? null : nodeValue(document.contents);
}

function nodeValue(node: ParsedNode): Json | Misread {
  const offset = node.range[0];
  if (isAlias(node)) return new Misread("aliases are not read: write the value out", offset);
  if (node.anchor !== undefined) return new Misread("anchors are not read: write the value out", offset);
  if (node.tag !== undefined && node.tag !== "tag:yaml.org,2002:str") {
    const isOwn = (isMap(node) && node.tag.endsWith(":map")) || (isSeq(node) && node.tag.endsWith(":seq"));
    if (!isOwn) return new Misread(`the tag ${node.tag} is not read: leave it out`, offset);
  }
  if (isScalar(node)) {
    return node.type === "PLAIN" && node.tag === undefined ? plainValue(node.source, offset) : String(node.value);
  }
  return isSeq(node) ? listValue(node.items) : mapValue(node.items);
}

function listValue(items: readonly ParsedNode[]): Json | Misread {
  const values: Json[] = [];
  for (const item of items) {
    const value = nodeValue(item);
    if (value instanceof Misread) return value;
    values.push(value);
  }
  return values;
}

function mapValue(items: readonly { readonly key: ParsedNode; readonly value: ParsedNode | null }[]): Json | Misread {
  const fields = new Map<string, Json>();
  for (const { key, value } of items) {
    const field = isScalar(key) ? nodeValue(key) : new Misread("a field's name must be text", key.range[0]);
    if (field instanceof Misread) return field;
    const name = typeof field === "string" ? field : String(field);
    if (fields.has(name)) return new Misread(`the field ${JSON.stringify(name)} is given twice`, key.range[0]);
    if (name === "<<") return new Misread("merge keys are not read: write the fields out", key.range[0]);
    const read = value === null ? null : nodeValue(value);
    if (read instanceof Misread) return read;
    fields.set(name, read);
  }
  return Object.fromEntries(fields);
}

const constants = new Map<string, Json>([
  ...["", "~", "null", "Null", "NULL"].map((word) => [word, null] as const),
  ...["true", "True", "TRUE"].map((word) => [word, true] as const),
  ...["false", "False", "FALSE"].map((word) => [word, false] as const),
]);

/** Booleans, dates and special numbers in some readers only. */
const ambiguous = /^(?:y|n|yes|no|on|off|[-+]?\.(?:inf|nan)|\d{4}-\d{1,2}-\d{1,2}(?:[Tt\s].*)?)$/i;

const integer = /^[-+]?(?:0b[01_]+|0o?[0-7_]+|0x[\da-f_]+|[1-9][\d_]*|0)$/i;
const float = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;

function plainValue(text: string, offset: number): Json | Misread {
  const constant = constants.get(text);
  if (constant !== undefined) return constant;
  if (ambiguous.test(text)) return new Misread(`quote ${text}: YAML's readers disagree on what it is`, offset);
  if (integer.test(text)) return integerValue(text.replaceAll("_", "").toLowerCase());
  const number = float.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(number) ? number : text;
}

function integerValue(text: string): number {
  const digits = text.replace(/^[-+]/, "");
  const octal = digits.replace(/^0(?=[0-7])/, "0o");
  return text.startsWith("-") ? -Number(octal) : Number(octal);
}
