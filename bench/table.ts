import { execFileSync } from "node:child_process";
import { readFileSync, statfsSync, writeFileSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import type { Row } from "./job.ts";

const marks = ["<!-- npm run bench -- --write: begin -->", "<!-- npm run bench -- --write: end -->"] as const;

/** The first lines of the table. */
export const heading = "| job | measured | bar | |\n| --- | --- | --- | --- |\n";

/** A row as a line of markdown. */
export function line({ job, measured, bar = "", isMet }: Row): string {
  const verdict = isMet === undefined ? "" : isMet ? "met" : "**missed**";
  return `| ${job} | ${measured} | ${bar} | ${verdict} |\n`;
}

/** Puts the table, and on what it was measured, in place of the last one of a document. */
export function writeTable(file: string, rows: readonly Row[]): void {
  writeFileSync(file, withTable(readFileSync(file, "utf8"), `${machine()}\n\n${heading}${rows.map(line).join("")}`));
}

/** The document with another text between its marks; throws where it has none. */
function withTable(document: string, text: string): string {
  const [begin, end] = marks.map((mark) => document.indexOf(mark));
  if (begin === undefined || end === undefined || begin < 0 || end < begin) throw new Error(`no ${marks.join(" … ")}`);
  return `${document.slice(0, begin + marks[0].length)}\n${text}${document.slice(end)}`;
}

/** What Linux calls this file system. */
const tmpfs = 0x01021994;

function machine(): string {
  const processors = cpus();
  const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim();
  const memory = `${(totalmem() / 2 ** 30).toFixed(0)} GiB`;
  const files = statfsSync(tmpdir()).type === tmpfs ? "files in memory (tmpfs)" : "files on disk";
  const parts = [`${processors.length} × ${processors[0]?.model}`, memory, `Node.js ${process.versions.node}`, files];
  return `Measured at commit ${commit} on ${parts.join(", ")}.`;
}
