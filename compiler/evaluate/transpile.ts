import type { TransformResult, transformSync } from "oxc-transform";
import type { Issue } from "../issue.ts";
import { lostKeys } from "./lost-keys.ts";
import { loadNative } from "./native-package.ts";
import { nestingFault } from "./nesting.ts";

/** A part of a source text, in UTF-16 offsets. */
interface Part {
  readonly start: number;
  readonly end: number;
}

/** What is wrong with the text of a file, and where. */
export interface Fault extends Part, Pick<Issue, "code" | "message" | "why" | "hint"> {
  readonly related?: Part & { readonly message: string };
}

/** A file's JavaScript, or all its syntax errors; without those all that JavaScript would drop of it without a word. */
export type Transpiled = { readonly code: string } | { readonly faults: readonly Fault[] };

/** Takes the types away. */
export function transpile(file: string, source: string): Transpiled {
  const tooDeep = nestingFault(source);
  if (tooDeep !== undefined) return { faults: [tooDeep] };
  const result = transform(file, source, false);
  if (result.errors.length === 0) {
    const faults = lostKeys(file, source, result.code);
    return faults.length === 0 ? { code: result.code } : { faults };
  }
  const utf16 = offsetsOf(source);
  return {
    faults: result.errors.map((error) => ({
      code: "evaluate/syntax",
      message: error.message,
      ...(error.helpMessage === null ? {} : { hint: error.helpMessage }),
      start: utf16(error.labels[0]?.start ?? 0),
      end: utf16(error.labels[0]?.end ?? 0),
    })),
  };
}

/** The source map of what `transpile` makes of a file: its `mappings`. */
export function mappingsOf(file: string, source: string): string {
  return transform(file, source, true).map?.mappings ?? "";
}

function transform(file: string, source: string, sourcemap: boolean): TransformResult {
  oxc ??= loadNative<Oxc>("oxc-transform");
  return oxc.transformSync(file, source, { lang: "ts", sourceType: "module", target: "es2023", sourcemap });
}

interface Oxc {
  readonly transformSync: typeof transformSync;
}

let oxc: Oxc | undefined;

/** Offsets that oxc gives are of UTF-8. */
function offsetsOf(source: string): (offset: number) => number {
  const bytes = Buffer.from(source);
  return (offset) => bytes.toString("utf8", 0, offset).length;
}
