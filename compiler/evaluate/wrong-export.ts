import type { Issue, Location } from "../issue.ts";
import { locateExports, locateUndeclaredExport } from "./exports.ts";
import { fileOf, idOf, type Modules } from "./modules.ts";
import { rangeOf } from "./range.ts";
import { locate } from "./stack.ts";

/** An export that no module can have; undefined where a message of the engine is about something else. */
export async function wrongExport(
  message: string,
  stack: string,
  file: string,
  modules: Modules,
): Promise<Issue | undefined> {
  if (message === "ReferenceError: 'module' is not defined") return commonJs(file, modules);
  const undeclared = /^SyntaxError: exported variable '(.*)' does not exist$/.exec(message)?.[1];
  if (undeclared !== undefined) return undeclaredExport(undeclared, file, modules);
  const name =
    message === "SyntaxError: invalid redefinition of global identifier"
      ? "default"
      : /^SyntaxError: duplicate exported name '(.*)'$/.exec(message)?.[1];
  const [place] = locate(stack, modules);
  if (name === undefined || place === undefined) return undefined;
  const source = modules.sourceOf(idOf(place.file)) ?? "";
  const [first, second = place] = await locateExports(place.file, source, name);
  return repeatedExport(name, second, first);
}

function repeatedExport(name: string, location: Location, first: Location | undefined): Issue {
  return {
    code: "evaluate/syntax",
    message: name === "default" ? "the file has two default exports" : `${JSON.stringify(name)} is exported twice`,
    location,
    why: "A module exports each name once.",
    hint:
      name === "default"
        ? "Keep one; a file may hold several environments in a map: `export default { eu: base.extend({ … }), … };`."
        : "Keep one of them.",
    ...(first === undefined ? {} : { related: [{ message: "exported here first", location: first }] }),
  };
}

/** The engine does not say in which file. */
async function undeclaredExport(name: string, file: string, modules: Modules): Promise<Issue | undefined> {
  for (const id of modules.ownReadsOf(idOf(file))) {
    const location = await locateUndeclaredExport(fileOf(id), modules.sourceOf(id) ?? "", name);
    if (location === undefined) continue;
    const message = `${JSON.stringify(name)} is exported, and the file neither declares nor imports it`;
    return { code: "evaluate/syntax", message, location, hint: "Check the spelling." };
  }
  return undefined;
}

/** `export =` is of another kind of modules, and the transpiler does not keep its place. */
function commonJs(file: string, modules: Modules): Issue | undefined {
  for (const id of modules.ownReadsOf(idOf(file))) {
    const source = modules.sourceOf(id) ?? "";
    const { index, 0: text } = /^[ \t]*export\s*=|\bmodule\.exports\b/m.exec(source) ?? { 0: "" };
    if (index === undefined) continue;
    return {
      code: "evaluate/syntax",
      message: `\`${text.trim()}\` is no export of an ES module`,
      location: rangeOf(fileOf(id), source, index + text.length - text.trimStart().length, index + text.length),
      hint: "Write `export default …;`.",
    };
  }
  return undefined;
}
