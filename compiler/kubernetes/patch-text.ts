import { isList, isObject, type Json } from "./json.ts";
import { printYaml } from "./print-yaml.ts";

/**
 * The text of a patch in a kustomization. kustomize takes the blanks at its end away, so that a text that ends with a line is
 * followed by YAML's mark for the end of a document.
 */
export function patchText(patch: Json): string {
  const printed = printYaml(patch);
  return lastOf(patch).endsWith("\n") ? printed + documentEnd : printed;
}

/** The patch that such a text prints, without the mark, whatever is said of that. */
export function withoutDocumentEnd(text: string): string {
  return text.replace(/(?<=\n)\.\.\.(?: #.*)?\n$/, "");
}

// alone, the mark looks as if something were left out
const documentEnd = "... # end of the patch: keeps its last newline\n";

/** What is printed last, where that is a text. */
function lastOf(value: Json): string {
  if (typeof value === "string") return value;
  const last = isList(value) ? value.at(-1) : isObject(value) ? Object.values(value).at(-1) : undefined;
  return last === undefined ? "" : lastOf(last);
}
