import type { Location } from "../issue.ts";
import { fileOf, type Modules } from "./modules.ts";
import { originalOf } from "./sourcemap.ts";
import { mappingsOf } from "./transpile.ts";

/** Locations in the user's files of a sandbox's stack, the innermost first; the language's own calls are left out. */
export function locate(stack: string, modules: Modules): readonly Location[] {
  return stack.split("\n").flatMap((line) => {
    const [, id, row, column] = /(?:\(| at )(\/.*\.ts):(\d+):(\d+)\)?$/.exec(line) ?? [];
    if (id === undefined || /^\/(compiler|repository)\/compiler\/language\//.test(id)) return [];
    const source = modules.sourceOf(id);
    const module = modules.transpiled(id);
    if (source === undefined || module === undefined || !("code" in module)) return [];
    const generated = { line: Number(row) - 1, column: utf16(module.code, Number(row) - 1, Number(column) - 1) };
    const original = module.code === source ? generated : originalOf(mappingsOf(id, source), generated);
    return original === undefined ? [] : [{ file: fileOf(id), line: original.line + 1, column: original.column + 1 }];
  });
}

/** A column that counts characters, as one that counts UTF-16 units. */
function utf16(code: string, line: number, column: number): number {
  return [...(code.split("\n")[line] ?? "")].slice(0, column).join("").length;
}
