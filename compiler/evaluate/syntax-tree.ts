import type { Node, ObjectProperty, ParseResult, Program, parseSync } from "oxc-parser";
import { loadNative } from "./native-package.ts";

/** The native part gives the program as JSON, which its package would parse. */
interface Parser {
  readonly parseSync: (...args: Parameters<typeof parseSync>) => { readonly program: string | ParseResult["program"] };
}

let parser: Parser | undefined;

/** The syntax tree of a TypeScript file; the values of literals of big integers and regular expressions may be null. */
export function programOf(file: string, source: string): Program {
  parser ??= loadNative<Parser>("oxc-parser");
  const { program } = parser.parseSync(file, source, { lang: "ts" });
  return typeof program === "string" ? JSON.parse(program).node : program;
}

/** The nodes right below a node. */
export function childrenOf(node: Node): readonly Node[] {
  return Object.values(node).flat().filter(isNode);
}

/** The name that a property is written with; undefined where it is computed. */
export function nameIn({ key, computed }: ObjectProperty): string | undefined {
  if (key.type === "Literal") return "bigint" in key ? String(BigInt(key.bigint)) : String(key.value);
  return key.type === "Identifier" && !computed ? key.name : undefined;
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value;
}
