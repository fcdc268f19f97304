import type { ObjectProperty } from "oxc-parser";
import { literalsOf } from "./instrument.ts";
import { nameIn } from "./syntax-tree.ts";
import type { Fault } from "./transpile.ts";

/**
 * What JavaScript drops of object literals without a word: a key that comes again in its literal, and `__proto__`, which
 * sets no field. `code` is what oxc made of the source.
 */
export function lostKeys(file: string, source: string, code: string): readonly Fault[] {
  if (!mayLose(code)) return [];
  return [...literalsOf(file, source).values()].flatMap((literal) => {
    if (literal.type === "ArrayExpression") return [];
    const properties = literal.properties.filter((part) => part.type === "Property");
    return [...properties.flatMap(prototypeFault), ...repeated(properties)];
  });
}

/** A comment, template, text or regular expression: what is in it is no key. (A division has blanks around it.) */
const hiding =
  /\/\/.*|\/\*[\s\S]*?(?:\*\/|(?![\s\S]))|`(?:[^`\\]|\\[\s\S])*`?|"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|\/(?! )(?:[^\\/\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\//;

/** A key, after comments; it has a line of its own where its literal has several. */
const keyed =
  /^(?<indent>\t+)(?:\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\/\s*)*(?:[gs]et |async )?\*?(?<key>\["(?:[^"\\\n]|\\.)*"\]|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[^\s"'`()[\]{}:,;.=]+)(?=\(.*\{$|[:,]|$)/;

/** What oxc prints, as far as it matters; first the end of a literal. */
const tokens = new RegExp(`^(?<end>\\t*)\\}|${keyed.source}|${hiding.source}`, "gm");

/** Characters: a comment of some megabytes exhausts the stack of regular expressions. */
const longest = 1_000_000;

/** False for most files, which then need not be parsed. What is no literal may look like one. */
function mayLose(code: string): boolean {
  if (code.length > longest || /__proto__["']?:/.test(code)) return true;
  // by their indentation, those of the literals that have not ended
  const keys: Set<string>[] = [];
  for (const { groups: { end, indent = end, key } = {} } of code.matchAll(tokens)) {
    if (indent === undefined) continue;
    keys.length = Math.min(keys.length, indent.length + 1);
    if (key === undefined) continue;
    const name = key.replace(/^\[?["']|["']\]?$/g, "");
    const known = keys[indent.length] ?? new Set();
    if (known.has(name)) return true;
    keys[indent.length] = known.add(name);
  }
  return false;
}

function prototypeFault({ key, computed, method, shorthand }: ObjectProperty): readonly Fault[] {
  const isName = key.type === "Literal" ? key.value === "__proto__" : "name" in key && key.name === "__proto__";
  if (!isName || computed || method || shorthand) return [];
  return [
    {
      code: "evaluate/key",
      message: "__proto__ is no key of a map",
      start: key.start,
      end: key.end,
      why: "JavaScript takes it for the prototype, and what is in that is no part of the map.",
      hint: "Write its fields into the map itself, or spread them: `{ ...other, … }`.",
    },
  ];
}

function repeated(properties: readonly ObjectProperty[]): readonly Fault[] {
  const first = new Map<string, ObjectProperty>();
  return properties.flatMap((property): Fault[] => {
    const name = nameIn(property);
    if (name === undefined) return [];
    const other = first.get(name);
    first.set(name, other ?? property);
    if (other === undefined || isOtherAccessor(other, property)) return [];
    return [
      {
        code: "evaluate/key",
        message: `${JSON.stringify(name)} is given twice in one map`,
        start: property.key.start,
        end: property.key.end,
        why: "JavaScript keeps the last one and drops the others without a word.",
        hint: "Keep one of them.",
        related: { message: "given here first", start: other.key.start, end: other.key.end },
      },
    ];
  });
}

/** A getter and a setter are one field. */
function isOtherAccessor(one: ObjectProperty, other: ObjectProperty): boolean {
  return one.kind !== other.kind && one.kind !== "init" && other.kind !== "init";
}
