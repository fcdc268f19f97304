import { isUtf8 } from "node:buffer";
import type { Issue } from "../issue.ts";

/** The text of a file of the input, or the issue at the first place that is not UTF-8. */
export function decodeUtf8(file: string, bytes: Buffer): { readonly text: string } | { readonly issue: Issue } {
  // of ASCII in UTF-16 without a mark every byte is sound, and every other one is zero
  const isWide = bytes.includes(0);
  if (isUtf8(bytes) && !isWide) return { text: bytes.toString("utf8") };
  return {
    issue: {
      code: "import/yaml",
      message: `this YAML is not read: it is not UTF-8${isWide ? ", but most likely UTF-16" : ""}`,
      location: { file, ...(isWide ? { line: 1, column: 1 } : firstWrong(bytes)) },
      why: "its letters would be written as others.",
      hint: `convert it: \`iconv -f ${isWide ? "UTF-16" : "ISO-8859-1"} -t UTF-8 FILE | overlayer import -\`${isWide ? "." : ", with the encoding that it has."}`,
      // its lines cannot be shown as they are
      isSecret: true,
    },
  };
}

function firstWrong(bytes: Buffer): { readonly line: number; readonly column: number } {
  const lines = bytes
    .toString("latin1")
    .split("\n")
    .map((line) => Buffer.from(line, "latin1"));
  const index = lines.findIndex((line) => !isUtf8(line));
  return { line: index + 1, column: (lines[index]?.toString("utf8").indexOf("\ufffd") ?? 0) + 1 };
}
