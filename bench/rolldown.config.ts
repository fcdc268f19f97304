import { defineConfig } from "rolldown";

export default defineConfig({
  input: { bench: "bench/bench.ts", evaluate: "bench/evaluate.ts" },
  platform: "node",
  external: /^(oxc-|quickjs-|@jitl\/)/,
  output: { dir: "node_modules/.cache/overlayer/bench", format: "esm", cleanDir: true },
});
