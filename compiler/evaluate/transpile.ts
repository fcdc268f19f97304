import { createRequire } from "node:module";
import type { TransformResult, transformSync } from "oxc-transform";

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
  oxc ??= loadOxc();
  return oxc.transformSync(file, source, { lang: "ts", sourceType: "module", target: "es2023", sourcemap });
}

interface Oxc {
  readonly transformSync: typeof transformSync;
}

let oxc: Oxc | undefined;

/**
 * The native part of oxc-transform, where it can be told which one: its package is an ES module, for which Node.js would
 * start another loader, and that takes five times as long.
 */
function loadOxc(): Oxc {
  const require = createRequire(createRequire(import.meta.url).resolve("oxc-transform"));
  const native = `@oxc-transform/binding-${process.platform}-${process.arch}`;
  for (const name of [native, `${native}-gnu`, `${native}-musl`]) {
    try {
      return require(name);
    } catch {
      // not this one
    }
  }
  return require("oxc-transform");
}

/** Offsets that oxc gives are of UTF-8. */
function offsetsOf(source: string): (offset: number) => number {
  const bytes = Buffer.from(source);
  return (offset) => bytes.toString("utf8", 0, offset).length;
}
