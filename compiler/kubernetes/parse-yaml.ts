import {
  type Alias,
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
import { isList, isObject, type Json } from "./json.ts";
import { Aliases } from "./yaml-aliases.ts";

/** Why a text is not read, with the line and column, both from 1. */
export interface YamlProblem {
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

export type ParsedYaml = { readonly documents: readonly Json[] } | { readonly problem: YamlProblem };

/**
 * The same of a file that people apply: of fields that are given twice the last one counts, as to kubectl, and anchors,
 * aliases and merge keys stand for what they name.
 */
export function parseApplied(text: string): ParsedYaml & { readonly repeated: readonly YamlProblem[] } {
  const repeated: YamlProblem[] = [];
  const prepare = (document: Document.Parsed, lines: LineCounter) => {
    for (const [name, offset] of takeLast(document)) {
      const { line, col } = lines.linePos(offset);
      repeated.push({ message: `the field ${JSON.stringify(name)} is given twice`, line, column: col });
    }
  };
  return { ...parseDocuments(text, prepare, true), repeated };
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
 * The documents of a YAML stream with the values that kustomize reads, empty documents left out. Anchors, aliases, tags
 * and words on whose type YAML's versions disagree (`on`, dates) are problems; integers above 2^53 are rounded.
 */
export function parseYaml(text: string): ParsedYaml {
  return parseDocuments(text, () => {}, false);
}

function parseDocuments(
  text: string,
  prepare: (document: Document.Parsed, lines: LineCounter) => void,
  hasAliases: boolean,
): ParsedYaml {
  const lines = new LineCounter();
  const options = { schema: "failsafe", uniqueKeys: false, lineCounter: lines, logLevel: "silent" } as const;
  const documents: Json[] = [];
  for (const document of parseAllDocuments(text, options)) {
    prepare(document, lines);
    const value = documentValue(document, hasAliases ? new Aliases() : undefined);
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

function documentValue(document: Document.Parsed, aliases: Aliases | undefined): Json | Misread {
  const error = document.errors[0];
  if (error?.message.includes("call stack")) return new Misread(tooDeep, error.pos[0]);
  if (error !== undefined) return new Misread(error.message.split(" at line ")[0] ?? error.code, error.pos[0]);
  return document.contents === null ? null : nodeValue(document.contents, aliases);
}

function nodeValue(node: ParsedNode, aliases: Aliases | undefined): Json | Misread {
  const offset = node.range[0];
  if (isAlias(node)) return aliasValue(node, aliases);
  if (node.anchor !== undefined && aliases === undefined) {
    return new Misread("anchors are not read: write the value out", offset);
  }
  if (aliases?.visit(node) === false) return new Misread("its aliases stand for more than is read", offset);
  if (!hasPlainTag(node)) return new Misread(`the tag ${node.tag} is not read: leave it out`, offset);
  if (isScalar(node)) {
    return node.type === "PLAIN" && node.tag === undefined ? plainValue(node.source, offset) : String(node.value);
  }
  return isSeq(node) ? listValue(node.items, aliases) : mapValue(node.items, aliases);
}

/** True without a tag, and with one that says what the node is anyway. */
function hasPlainTag(node: Exclude<ParsedNode, Alias.Parsed>): boolean {
  if (node.tag === undefined || node.tag === "tag:yaml.org,2002:str") return true;
  return (isMap(node) && node.tag.endsWith(":map")) || (isSeq(node) && node.tag.endsWith(":seq"));
}

function aliasValue(alias: Alias.Parsed, aliases: Aliases | undefined): Json | Misread {
  const offset = alias.range[0];
  if (aliases === undefined) return new Misread("aliases are not read: write the value out", offset);
  const read = aliases.read(alias, (node) => ({ value: nodeValue(node, aliases) }));
  return "problem" in read ? new Misread(read.problem, offset) : read.value;
}

function listValue(items: readonly ParsedNode[], aliases: Aliases | undefined): Json | Misread {
  const values: Json[] = [];
  for (const item of items) {
    const value = nodeValue(item, aliases);
    if (value instanceof Misread) return value;
    values.push(value);
  }
  return values;
}

interface Field {
  readonly key: ParsedNode;
  readonly value: ParsedNode | null;
}

function mapValue(items: readonly Field[], aliases: Aliases | undefined): Json | Misread {
  const merges = aliases === undefined ? [] : items.filter(({ key }) => isScalar(key) && key.source === "<<");
  const own = ownFields(merges.length === 0 ? items : items.filter((one) => !merges.includes(one)), aliases);
  return merges.length === 0 ? own : mergedValue(merges, own, aliases);
}

function ownFields(items: readonly Field[], aliases: Aliases | undefined): Json | Misread {
  const fields = new Map<string, Json>();
  for (const { key, value } of items) {
    const field = isScalar(key) ? nodeValue(key, aliases) : new Misread("a field's name must be text", key.range[0]);
    if (field instanceof Misread) return field;
    const name = typeof field === "string" ? field : String(field);
    if (fields.has(name)) return new Misread(`the field ${JSON.stringify(name)} is given twice`, key.range[0]);
    if (name === "<<") return new Misread("merge keys are not read: write the fields out", key.range[0]);
    const read = value === null ? null : nodeValue(value, aliases);
    if (read instanceof Misread) return read;
    fields.set(name, read);
  }
  return Object.fromEntries(fields);
}

/** A map with those that its merge keys name: its own fields count, then those of the map that is merged first. */
function mergedValue(merges: readonly Field[], own: Json | Misread, aliases: Aliases | undefined): Json | Misread {
  const read = listValue(
    merges.flatMap(({ value }) => value ?? []),
    aliases,
  );
  if (own instanceof Misread || read instanceof Misread) return own instanceof Misread ? own : read;
  const maps = [own, ...(isList(read) ? read.flat() : [])];
  const offset = merges[0]?.key.range[0] ?? 0;
  if (!maps.every((one) => isObject(one))) return new Misread("only maps can be merged", offset);
  return Object.fromEntries(new Map(maps.toReversed().flatMap((one) => Object.entries(one))));
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
