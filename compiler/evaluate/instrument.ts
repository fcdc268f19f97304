import type { ArrayExpression, Expression, Node, ObjectExpression } from "oxc-parser";
import { childrenOf, programOf } from "./syntax-tree.ts";

/** An object or list literal of a source text. */
export type LiteralNode = ObjectExpression | ArrayExpression;

/** All object and list literals of a TypeScript file, by the offset at which they begin. */
export function literalsOf(file: string, source: string): ReadonlyMap<number, LiteralNode> {
  return new Map(nodesIn(file, source).flatMap((node) => (isLiteral(node) ? [[node.start, node] as const] : [])));
}

/** The same, and where no literal begins, what a layer is extended by: it may come from a call such as `JSON.parse`. */
export function tracedNodes(file: string, source: string): ReadonlyMap<number, LiteralNode | Expression> {
  const nodes = nodesIn(file, source);
  const given = nodes.flatMap((node) => {
    if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression" || node.callee.computed) return [];
    const [argument] = node.arguments;
    const isLayer = ["extend", "hidden", "mixin"].includes(node.callee.property.name);
    return !isLayer || argument === undefined || argument.type === "SpreadElement" ? [] : [argument];
  });
  return new Map([...given, ...nodes.filter(isLiteral)].map((node) => [node.start, node]));
}

function nodesIn(file: string, source: string): readonly Node[] {
  // grows while it is gone through: a sum of thousands of parts is nested as deep
  const nodes: Node[] = [programOf(file, source)];
  for (const node of nodes) for (const child of childrenOf(node)) nodes.push(child);
  return nodes;
}

/** True for an object or list literal. */
export function isLiteral(node: Node): node is LiteralNode {
  return node.type === "ObjectExpression" || node.type === "ArrayExpression";
}

/**
 * Puts calls of the language's `literal` and `spread` around every literal, of `computed` around the others; lines stay
 * where they are.
 */
export function instrument(module: string, source: string, traceModule: string): string {
  const inserts: { readonly at: number; readonly text: string }[] = [];
  for (const [start, node] of tracedNodes(module, source)) {
    if (!isLiteral(node)) {
      inserts.push({ at: start, text: `__overlayerComputed(${JSON.stringify(module)},${start},` });
      inserts.push({ at: node.end, text: ")" });
      continue;
    }
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
  const names = "literal as __overlayerLiteral, spread as __overlayerSpread, computed as __overlayerComputed";
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
