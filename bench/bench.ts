import { parseArgs } from "node:util";
import { removeFolders } from "./folders.ts";
import type { Row } from "./job.ts";
import { besidePeers } from "./jobs/beside-peers.ts";
import { commands } from "./jobs/commands.ts";
import { evaluation } from "./jobs/evaluation.ts";
import { scale } from "./jobs/scale.ts";
import { heading, line, writeTable } from "./table.ts";

/**
 * `npm run bench -- [--quick] [--write] [WORDS]`: measures all jobs, or those whose names hold these words, and prints a
 * table; `--write` puts it into docs/performance.md. With `--quick` peers get 100 environments, and 10,000 are left out.
 */
const { values, positionals } = parseArgs({
  options: { quick: { type: "boolean", default: false }, write: { type: "boolean", default: false } },
  allowPositionals: true,
});
const words = positionals.join(" ");
if (values.write && (values.quick || words !== "")) throw new Error("--write is for the whole table");

const rows: Row[] = [];
process.stdout.write(heading);
for (const job of [...commands, ...besidePeers, scale, evaluation].filter(({ name }) => name.includes(words))) {
  for (const row of await job.run(values.quick)) {
    process.stdout.write(line(row));
    rows.push(row);
  }
}
if (values.write) writeTable("docs/performance.md", rows);
removeFolders();
