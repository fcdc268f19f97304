import { posix } from "node:path";
import type { Files, Tree } from "../tree.ts";

/** The given files and all that they import by a relative path, as far as the tree has them. */
export function reachableFiles(tree: Tree, files: readonly string[]): Files {
  const reached = new Map<string, string>();
  const queue = [...files];
  for (const file of queue) {
    const text = reached.has(file) ? undefined : tree.read(file);
    if (text === undefined) continue;
    reached.set(file, text);
    queue.push(...relativeImports(text).map((specifier) => posix.join(posix.dirname(file), specifier)));
  }
  return reached;
}

/** Also finds what only looks like an import, in a comment or a string: that does no harm. */
function relativeImports(text: string): readonly string[] {
  const imports = /\b(?:from|import)[\s(]*(["'])(\.{1,2}\/[^"'\n]+\.ts)\1/g;
  return [...text.matchAll(imports)].flatMap(([, , specifier]) => specifier ?? []);
}
