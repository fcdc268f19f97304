import { isAscii } from "node:buffer";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { Script } from "node:vm";
import { setV8Flags } from "../evaluate/v8-flags.ts";
import type { loadCompileOrder, main } from "./main.ts";
import type { isAllPrinted } from "./streams.ts";

/** What each file of the bundle is wrapped in, so that it gets its world as arguments. */
export const wrapper = { before: "(function (exports, require, __dirname, __filename) {", after: "\n})" } as const;

/** Where the bytecode of a bundle's file is. */
export const bytecodeOf = (file: string): string => `${file}.bytecode`;

/** The command line, loaded from a bundle. */
export interface Program {
  readonly main: typeof main;
  readonly isAllPrinted: typeof isAllPrinted;
  readonly loadCompileOrder: typeof loadCompileOrder;
  /** What was loaded so far, by the absolute path of its file. */
  readonly scripts: ReadonlyMap<string, Script>;
}

/**
 * Loads main.cjs of a folder, and what it requires there, each from the bytecode beside it. V8 itself ignores bytecode
 * of another V8, of other flags or of another text, and compiles the text then. Throws where a file of the bundle is
 * missing.
 */
export function loadProgram(folder: string): Program {
  const scripts = new Map<string, Script>();
  const loaded = new Map<string, object>();
  const elsewhere = createRequire(join(folder, "main.cjs"));
  // Node.js's own bytecode is of the flags that it began with
  for (const id of ["node:crypto", "node:os", "node:timers/promises"]) elsewhere(id);
  setV8Flags();
  const load = (id: string): unknown => {
    if (!id.startsWith("./")) return elsewhere(id);
    const filename = join(folder, id);
    const known = loaded.get(filename);
    if (known !== undefined) return known;
    const bytecode = bytesOf(bytecodeOf(filename));
    const cached = bytecode === undefined ? {} : { cachedData: bytecode };
    const script = new Script(textOf(readFileSync(filename)), { filename, ...cached });
    const exports = {};
    loaded.set(filename, exports);
    scripts.set(filename, script);
    script.runInThisContext()(exports, load, folder, filename);
    return exports;
  };
  return { ...(load("./main.cjs") as Omit<Program, "scripts">), scripts };
}

function bytesOf(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

/** As UTF-8 it would be read in many small pieces. */
function textOf(bytes: Buffer): string {
  return bytes.toString(isAscii(bytes) ? "latin1" : "utf8");
}
