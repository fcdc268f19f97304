import { chmodSync, copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "rolldown";
import type { Context } from "./compiler/cli/context.ts";
import { languageMemory, tracingMemory } from "./compiler/cli/language-memory.ts";
import { bytecodeOf, loadProgram, type Program, wrapper } from "./compiler/cli/load-program.ts";
import { loadedLanguage, loadedTracing } from "./compiler/evaluate/loaded-language.ts";
import { toBytes } from "./compiler/evaluate/memory.ts";
import { workingTree } from "./compiler/repository/working-tree.ts";
import { licencesOf } from "./licences.ts";
import { sampleRepository } from "./sample-repository.ts";

const wasm = "node_modules/@jitl/quickjs-wasmfile-release-sync/dist/emscripten-module.wasm";
const dist = `${import.meta.dirname}/dist`;

export default defineConfig([
  {
    input: { overlayer: "compiler/cli/overlayer.ts" },
    platform: "node",
    output: {
      dir: dist,
      format: "cjs",
      entryFileNames: "[name].cjs",
      banner: "#!/usr/bin/env node",
      cleanDir: true,
      minify: true,
    },
    plugins: [{ name: "executable", writeBundle: () => chmodSync(`${dist}/overlayer.cjs`, 0o755) }],
  },
  {
    input: { "part-thread": "compiler/cli/part-thread.ts" },
    platform: "node",
    output: { dir: dist, format: "cjs", entryFileNames: "[name].cjs", minify: true },
  },
  {
    input: { main: "compiler/cli/main.ts" },
    platform: "node",
    // native code stays in its package, and the editor, which few runs need; everything else is bundled, so that a start
    // reads few files
    external: /^(oxc-|ts-morph$)/,
    moduleTypes: { ".css": "text", ".jsonl": "text", ".security": "text", ".sh": "text", ".xml": "text" },
    output: {
      dir: dist,
      format: "cjs",
      entryFileNames: "[name].cjs",
      chunkFileNames: "[name]-[hash].cjs",
      dynamicImportInCjs: false,
      // V8 keeps a text with other characters in twice the memory
      charset: "ascii",
      // one file for all that each of these needs and those before it do not: to load many small ones takes longer
      codeSplitting: {
        groups: [
          { name: "commands", test: /compiler\/cli\/main\.ts$/, priority: 6 },
          { name: "compile", test: /compiler\/cli\/compile\.ts$/, priority: 5 },
          { name: "project", test: /compiler\/cli\/compile-affected\.ts$/, priority: 4 },
          { name: "git", test: /compiler\/repository\/commit-tree\.ts$/, priority: 3 },
          { name: "committed", test: /compiler\/(render-committed|judge)\.ts$/, priority: 2 },
          { name: "diff", test: /compiler\/(cli\/diff|review)\.ts$/, priority: 1 },
          { name: "sandbox", test: /compiler\/evaluate\/sandbox\.ts$/, priority: 0 },
        ],
      },
      minify: true,
      postBanner: wrapper.before,
      postFooter: wrapper.after,
    },
    plugins: [
      {
        name: "licences of what is bundled",
        generateBundle(_, bundle) {
          const modules = Object.values(bundle).flatMap((one) => (one.type === "chunk" ? one.moduleIds : []));
          this.emitFile({ type: "asset", fileName: "third-party-licences.txt", source: licencesOf(modules) });
        },
      },
      {
        name: "what a run begins with: the wasm, its memory with the language, and the bytecode of the code",
        async writeBundle() {
          copyFileSync(wasm, `${dist}/emscripten-module.wasm`);
          const { main, scripts } = loadProgram(dist);
          const repository = sampleRepository();
          await main(["compile", "--no-cache"], quietIn(repository.root));
          // keeps a record, finds it, and finds one environment changed
          await main(["compile"], quietIn(repository.root));
          await main(["compile"], quietIn(repository.root));
          repository.commit();
          repository.edit();
          await main(["compile"], quietIn(repository.root));
          const ofCompile = bytecodes(scripts);
          await main(["diff"], quietIn(repository.root));
          repository.remove();
          // what compile runs too is best without what only diff does: it takes less time to load
          for (const [file, bytecode] of new Map([...bytecodes(scripts), ...ofCompile]))
            writeFileSync(bytecodeOf(file), bytecode);
          const loaded = await loadedLanguage(workingTree(import.meta.dirname));
          writeFileSync(`${dist}/${languageMemory}`, toBytes(loaded));
          const tracing = await loadedTracing(workingTree(import.meta.dirname));
          writeFileSync(`${dist}/${tracingMemory}`, toBytes(tracing));
        },
      },
    ],
  },
]);

function bytecodes(scripts: Program["scripts"]): ReadonlyMap<string, Buffer> {
  return new Map([...scripts].map(([file, script]) => [file, script.createCachedData()]));
}

/** The world of a command that nobody reads. */
function quietIn(directory: string): Context {
  return {
    directory,
    stdout: () => {},
    stderr: () => {},
    color: false,
    width: Number.POSITIVE_INFINITY,
    variables: { XDG_CACHE_HOME: join(directory, "cache") },
  };
}
