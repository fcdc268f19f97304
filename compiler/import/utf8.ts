import type { Issue } from "../issue.ts";
import { firstInvalid } from "../utf8.ts";

/** The text of a file of the input, or the issue at the first place that is not UTF-8. */
export function decodeUtf8(file: string, bytes: Buffer): { readonly text: string } | { readonly issue: Issue } {
  // of ASCII in UTF-16 without a mark every byte is sound, and every other one is zero
  const isWide = bytes.includes(0);
  const invalid = isWide ? { line: 1, column: 1 } : firstInvalid(bytes);
  if (invalid === undefined) return { text: bytes.toString("utf8") };
  return {
    issue: {
      code: "import/yaml",
      message: `this YAML is not read: it is not UTF-8${isWide ? ", but most likely UTF-16" : ""}`,
      location: { file, ...invalid },
      why: "its letters would be written as others.",
      hint: `convert it: \`iconv -f ${isWide ? "UTF-16" : "ISO-8859-1"} -t UTF-8 FILE | overlayer import -\`${isWide ? "." : ", with the encoding that it has."}`,
      // its lines cannot be shown as they are
      isSecret: true,
    },
  };
}
