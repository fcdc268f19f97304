import { defineConfig } from "rolldown";

export default defineConfig({
  input: { generate: "schemas/generate.ts" },
  platform: "node",
  external: /^oxc-/,
  output: { dir: "node_modules/.cache/overlayer/schemas", format: "esm", cleanDir: true },
});
