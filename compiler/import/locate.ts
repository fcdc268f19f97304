import { isMap, isScalar, isSeq, LineCounter, type Node, parseAllDocuments } from "yaml";
import type { FieldPath, ItemStep } from "../change.ts";
import type { Location } from "../issue.ts";
import type { InputObject } from "./documents.ts";

/** Finds fields of the input in its texts: the line of the deepest part of a path that is written there. */
export function locator(
  texts: ReadonlyMap<string, string>,
): (place: Pick<InputObject, "file" | "document" | "item">, path: FieldPath) => Location {
  const parsed = new Map<string, { readonly roots: readonly Node[]; readonly lines: LineCounter }>();
  const parse = (file: string) => {
    const lines = new LineCounter();
    const options = { schema: "failsafe", uniqueKeys: false, lineCounter: lines, logLevel: "silent" } as const;
    const documents = parseAllDocuments(texts.get(file) ?? "", options);
    const roots = documents.flatMap(({ contents }) => (contents === null || isEmpty(contents) ? [] : [contents]));
    return { roots, lines };
  };
  return ({ file, document, item }, path) => {
    const { roots, lines } = parsed.get(file) ?? parse(file);
    parsed.set(file, { roots, lines });
    const whole: FieldPath = item === undefined ? path : ["items", { index: item }, ...path];
    const root = roots[document];
    const offset = offsetOf(root, whole, root?.range?.[0] ?? 0);
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
}

function isEmpty(node: Node): boolean {
  return isScalar(node) && (node.value === "" || node.value === null);
}

/** Where the deepest part of a path begins that there is. */
function offsetOf(node: unknown, [step, ...rest]: FieldPath, offset = 0): number {
  if (step === undefined) return offset;
  if (typeof step === "string") {
    const pair = isMap(node) ? node.items.findLast(({ key }) => isScalar(key) && key.value === step) : undefined;
    const key = isScalar(pair?.key) ? pair.key.range?.[0] : undefined;
    return key === undefined ? offset : offsetOf(pair?.value, rest, key);
  }
  const item = isSeq(node) ? itemOf(node.items, step) : undefined;
  return item === undefined ? offset : offsetOf(item, rest, item.range?.[0] ?? offset);
}

/** By its key where it has one: the index can be that of a list without some of its items. */
function itemOf(items: readonly unknown[], { index, key }: ItemStep): Node | undefined {
  const nodes = items.filter((item): item is Node => isMap(item) || isScalar(item) || isSeq(item));
  const isKeyed = (node: Node) =>
    key !== undefined && isMap(node) && node.items.some((pair) => isScalar(pair.value) && pair.value.value === key);
  return nodes.find(isKeyed) ?? nodes[index];
}
