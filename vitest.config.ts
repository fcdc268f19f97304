import { readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";

/** Container files and the page's style are imported as text; rolldown.config.ts does the same for the bundle. */
const text = {
  name: "text",
  load: {
    filter: { id: /\.(css|security|sh|xml)$/ },
    handler: (id: string) => `export default ${JSON.stringify(readFileSync(id, "utf8"))}`,
  },
};

export default defineConfig({
  plugins: [text],
  test: { include: ["test/**/*.test.ts"] },
});
