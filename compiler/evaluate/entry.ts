import type { OptionPath } from "../application.ts";
import { idOf } from "./modules.ts";
import type { PlainOn } from "./plain-runs.ts";

/**
 * Code whose text is what a function of one of the language's modules makes of a file, or of one environment in it; a trace
 * may be `asked` for some paths.
 */
export function entryOf(
  languageModule: string,
  name: "manifest" | "trace",
  { file, key }: { readonly file: string; readonly key?: string },
  asked?: readonly OptionPath[],
): string {
  return `import { ${name} } from ${JSON.stringify(languageModule)};
import * as module from ${JSON.stringify(idOf(file))};
export const text = ${name}(module, ${JSON.stringify(key)}, ${JSON.stringify(asked)});`;
}

/** Code whose text is what the language makes of a file of plain values, with what options were read. */
export function entryOn(languageModule: string, file: string, { below, exported }: PlainOn): string {
  return `import { manifestOn } from ${JSON.stringify(languageModule)};
import { ${exported} as below } from ${JSON.stringify(below)};
import * as module from ${JSON.stringify(idOf(file))};
export const text = manifestOn(below, module);`;
}

/** Code that has one of the language's modules remember what the layers of other modules come to. */
export function rememberOf(languageModule: string, ids: readonly string[]): string {
  const imports = ids.map((id, index) => `import * as module${index} from ${JSON.stringify(id)};`);
  const calls = ids.map((_, index) => `remember(module${index});`);
  return `import { remember } from ${JSON.stringify(languageModule)};
${[...imports, ...calls].join("\n")}
export const text = "";`;
}
