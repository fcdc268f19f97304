import type { TransformResult, transformSync } from "oxc-transform";
import { loadNative } from "./native-package.ts";
import { nestingFault } from "./nesting.ts";

/** A syntax error: what, and where it begins in the source, as a UTF-16 offset. */
export interface SyntaxFault {
  readonly message: string;
  readonly hint?: string;
  readonly start: number;
  readonly end: number;
}

/** A file's JavaScript, or all its syntax errors. */
export type Transpiled = { readonly code: string } | { readonly faults: readonly SyntaxFault[] };

/** Takes the types away. */
export function transpile(file: string, source: string): Transpiled {
  const tooDeep = nestingFault(source);
  if (tooDeep !== undefined) return { faults: [tooDeep] };
  const result = transform(file, source, false);
  if (result.errors.length === 0) return { code: result.code };
  const utf16 = offsetsOf(source);
  return {
    faults: result.errors.map((error) => ({
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
