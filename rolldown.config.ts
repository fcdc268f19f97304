import { chmodSync, readFileSync } from "node:fs";
import { defineConfig } from "rolldown";

const { dependencies } = JSON.parse(readFileSync("package.json", "utf8"));
// native code and WebAssembly stay packages; everything else is bundled, so that a start reads few files
const external = Object.keys(dependencies).filter((name) => /^(oxc-|quickjs-|@jitl\/)/.test(name));

export default defineConfig({
  input: { overlayer: "compiler/cli/overlayer.ts" },
  platform: "node",
  external,
  moduleTypes: { ".security": "text", ".sh": "text", ".xml": "text" },
  output: { dir: "dist", format: "esm", banner: ({ isEntry }) => (isEntry ? "#!/usr/bin/env node" : ""), cleanDir: true, minify: true },
  plugins: [{ name: "executable", writeBundle: () => chmodSync("dist/overlayer.js", 0o755) }],
});
