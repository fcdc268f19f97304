import { chmodSync, copyFileSync } from "node:fs";
import { defineConfig } from "rolldown";

const wasm = "node_modules/@jitl/quickjs-wasmfile-release-sync/dist/emscripten-module.wasm";

export default defineConfig({
  input: { overlayer: "compiler/cli/overlayer.ts" },
  platform: "node",
  // native code stays in its package; everything else is bundled, so that a start reads few files
  external: /^oxc-/,
  moduleTypes: { ".security": "text", ".sh": "text", ".xml": "text" },
  output: {
    dir: "dist",
    format: "cjs",
    entryFileNames: "[name].cjs",
    chunkFileNames: "[name]-[hash].cjs",
    banner: ({ isEntry }) => (isEntry ? "#!/usr/bin/env node" : ""),
    cleanDir: true,
    minify: true,
  },
  plugins: [
    {
      name: "executable, and the wasm beside the code that reads it",
      writeBundle() {
        chmodSync("dist/overlayer.cjs", 0o755);
        copyFileSync(wasm, "dist/emscripten-module.wasm");
      },
    },
  ],
});
