import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { defineConfig } from "vitest/config";

/** Schemas, container files and the style of the HTML report are imported as text; rolldown.config.ts does the same for the bundle. */
const text = {
  name: "text",
  enforce: "pre" as const,
  // under its own name vitest would take a style for one to process, and give nothing
  resolveId: (id: string, importer = "") => (id.endsWith(".css") ? `${join(dirname(importer), id)}.text` : undefined),
  load: {
    filter: { id: /\.(jsonl|security|sh|xml|css\.text)$/ },
    handler: (id: string) => `export default ${JSON.stringify(readFileSync(id.replace(/\.text$/, ""), "utf8"))}`,
  },
};

export default defineConfig({
  plugins: [text],
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/browser/**"],
    // it would leave one processor free
    maxWorkers: "100%",
    // modules keep nothing of a run that another could see, and loading them for each file took most of the time
    isolate: false,
    unstubEnvs: true,
    // only what hangs is to be stopped: a machine that is busy is no failure
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
