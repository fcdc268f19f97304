import type { Json } from "./json.ts";
import { printYaml } from "./print-yaml.ts";

/** Comments that no reader of YAML takes for more, such as the lines on top of generated files. */
const comments = /^(?:#[ -~]*\n)*/;

/**
 * The value that `printYaml` printed as this text; undefined for any other text. A reader of all of YAML takes several times
 * as long to load and to read. What is read here is printed again to see that it was right, so nothing can be misread.
 */
export function readPrinted(text: string): Json | undefined {
  const body = text.slice(comments.exec(text)?.[0].length);
  const lines = body.split("\n");
  if (lines.pop() !== "") return undefined;
  const value = new Printed(lines).block("");
  return value !== undefined && printYaml(value) === body ? value : undefined;
}

/** Deeper texts are left to the other reader. */
const deepest = 200;

const entry = /^("(?:[^"\\]|\\.)*"|[^"].*?):(?: (.*))?$/s;
const number = /^-?\d+(?:\.\d+)?(?:e[-+]\d+)?$/;

/** Reads lines one after the other; undefined where one is of another form. */
class Printed {
  readonly #lines: string[];
  #at = 0;

  constructor(lines: readonly string[]) {
    this.#lines = [...lines];
  }

  /** The map, list or text whose lines begin with this indentation, and no deeper one. */
  block(indent: string): Json | undefined {
    const line = this.#lines[this.#at];
    if (line === undefined || !line.startsWith(indent) || indent.length > deepest) return undefined;
    const first = line.slice(indent.length);
    if (first === "-" || first.startsWith("- ")) return this.#list(indent);
    if (entry.test(first)) return this.#map(indent);
    this.#at++;
    return isHeader(first) ? this.#literal(first, indent.slice(2)) : scalar(first);
  }

  #list(indent: string): Json | undefined {
    const items: Json[] = [];
    for (let line = this.#lines[this.#at]; line?.startsWith(`${indent}- `); line = this.#lines[this.#at]) {
      // what stands behind the dash is read as if it stood alone
      this.#lines[this.#at] = `${indent}  ${line.slice(indent.length + 2)}`;
      const item = this.block(`${indent}  `);
      if (item === undefined) return undefined;
      items.push(item);
    }
    return items;
  }

  #map(indent: string): Json | undefined {
    const fields: [string, Json][] = [];
    for (let line = this.#lines[this.#at]; line?.startsWith(indent); line = this.#lines[this.#at]) {
      const [, name, rest] = entry.exec(line.slice(indent.length)) ?? [];
      if (name === undefined || name.startsWith(" ")) break;
      this.#at++;
      const field = scalar(name);
      const value =
        rest === undefined ? this.block(`${indent}  `) : isHeader(rest) ? this.#literal(rest, indent) : scalar(rest);
      // some readers merge what stands in a field of this name
      if (typeof field !== "string" || field === "<<" || value === undefined) return undefined;
      fields.push([field, value]);
    }
    return Object.fromEntries(fields);
  }

  #literal(header: string, indent: string): string {
    const found: string[] = [];
    for (let line = this.#lines[this.#at]; line !== undefined; line = this.#lines[this.#at]) {
      if (line !== "" && !line.startsWith(`${indent}  `)) break;
      found.push(line.slice(indent.length + 2));
      this.#at++;
    }
    return found.join("\n") + (header === "|-" ? "" : "\n");
  }
}

function isHeader(text: string): boolean {
  return text === "|" || text === "|-" || text === "|+";
}

function scalar(text: string): Json | undefined {
  if (text === "[]") return [];
  if (text === "{}") return {};
  if (text === "null") return null;
  if (text === "true" || text === "false") return text === "true";
  if (number.test(text)) return Number(text);
  return text.startsWith('"') ? unquoted(text) : text;
}

function unquoted(text: string): string | undefined {
  try {
    return String(JSON.parse(text));
  } catch {
    return undefined;
  }
}
