import { posix } from "node:path";
import type { Location } from "../issue.ts";
import type { Tree } from "../tree.ts";
import { rangeOf } from "./range.ts";

/**
 * Where the value is written of a constant whose name stands at a location: in the same file, or in one of the repository
 * that it is imported from. Undefined where something else stands there.
 */
export async function constantAt(
  { file, line, column, endColumn }: Location,
  tree: Tree,
): Promise<Location | undefined> {
  const source = tree.read(file) ?? "";
  const name = source.split("\n")[line - 1]?.slice(column - 1, (endColumn ?? column) - 1) ?? "";
  if (!/^[A-Za-z_$][\w$]*$/.test(name)) return undefined;
  const { parseSync } = await import("oxc-parser");
  const { module } = parseSync(file, source, { lang: "ts" });
  for (const { moduleRequest, entries } of module.staticImports) {
    const imported = entries.find(({ localName }) => localName.value === name)?.importName;
    if (imported === undefined) continue;
    const origin = posix.join(posix.dirname(file), moduleRequest.value);
    return imported.name === null ? undefined : declaredIn(origin, tree.read(origin) ?? "", imported.name);
  }
  return declaredIn(file, source, name);
}

async function declaredIn(file: string, source: string, name: string): Promise<Location | undefined> {
  const { parseSync } = await import("oxc-parser");
  const { body } = parseSync(file, source, { lang: "ts" }).program;
  for (const statement of body) {
    const declaration = statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
    if (declaration?.type !== "VariableDeclaration") continue;
    const found = declaration.declarations.find(({ id }) => id.type === "Identifier" && id.name === name);
    if (found?.init) return rangeOf(file, source, found.init.start, found.init.end);
  }
  return undefined;
}
