import type { ArrayExpression, Node, ObjectExpression } from "oxc-parser";
import { childrenOf, programOf } from "./syntax-tree.ts";

/** An object or list literal of a source text. */
export type LiteralNode = ObjectExpression | ArrayExpression;

/** All object and list literals of a TypeScript file, by the offset at which they begin. */
export function literalsOf(file: string, source: string): ReadonlyMap<number, LiteralNode> {
  const literals = new Map<number, LiteralNode>();
  // grows while it is gone through: a sum of thousands of parts is nested as deep
  const nodes: Node[] = [programOf(file, source)];
  for (const node of nodes) {
    if (node.type === "ObjectExpression" || node.type === "ArrayExpression") literals.set(node.start, node);
    for (const child of childrenOf(node)) nodes.push(child);
  }
  return literals;
}

/** Puts calls of the language's `literal` and `spread` around every literal; lines stay where they are. */
export function instrument(module: string, source: string, traceModule: string): string {
  const inserts: { readonly at: number; readonly text: string }[] = [];
  for (const [start, node] of literalsOf(module, source)) {
    const parts = node.type === "ObjectExpression" ? node.properties : node.elements;
    const positions = parts.flatMap((part, index) => (part?.type === "SpreadElement" ? [index] : []));
    inserts.push({ at: start, text: `__overlayerLiteral(${JSON.stringify(module)},${start},[${positions}],` });
    inserts.push({ at: node.end, text: ")" });
    for (const part of parts) {
      if (part?.type !== "SpreadElement") continue;
      inserts.push({ at: part.start + 3, text: `__overlayerSpread(${start},` });
      inserts.push({ at: part.end, text: ")" });
    }
  }
  const names = "literal as __overlayerLiteral, spread as __overlayerSpread";
  return `import { ${names} } from ${JSON.stringify(traceModule)}; ${insertAll(source, inserts)}`;
}

/** A text with others inserted at offsets of it. */
export function insertAll(source: string, inserts: readonly { readonly at: number; readonly text: string }[]): string {
  let from = 0;
  let text = "";
  for (const insert of inserts.toSorted((one, other) => one.at - other.at)) {
    text += source.slice(from, insert.at) + insert.text;
    from = insert.at;
  }
  return text + source.slice(from);
}
