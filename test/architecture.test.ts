import { readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { parseSync } from "oxc-parser";
import { expect, test } from "vitest";
import { workingTree } from "../compiler/repository/working-tree.ts";

const words = [
  "compiler/kubernetes/",
  "compiler/issue.ts",
  "compiler/application.ts",
  "compiler/delivery-tool.ts",
  "compiler/shard/shard.ts",
  "compiler/progress.ts",
  "compiler/tree.ts",
  "compiler/change.ts",
  "compiler/environment-change.ts",
  "compiler/comparison.ts",
  "compiler/known-runs.ts",
  "compiler/setup-error.ts",
  "compiler/utf8.ts",
];
const stages = [
  "evaluate",
  "validate",
  "factor",
  "write",
  "render",
  "diff",
  "impact",
  "cause",
  "edit",
  "export",
  "import",
  "report",
].map((name) => `compiler/${name}/`);
const ends = ["repository", "cache", "forge", "process", "kustomize", "typescript", "write", "cli"].map(
  (name) => `compiler/${name}/`,
);

/** Who (the first prefix that fits a file) may import whom, besides files of its own folder. */
const mayImport: readonly (readonly [importer: string, allowed: readonly string[]])[] = [
  ["compiler/language/", []],
  ["compiler/kubernetes/", words],
  ["compiler/validate/", words],
  // which versions of packages it is made for
  ["compiler/evaluate/native-package.ts", ["package.json"]],
  ...stages.map((stage) => [stage, words] as const),
  ["compiler/repository/", words],
  // what a run keeps of its files for the next one
  ["compiler/cache/", [...words, "compiler/repository/", "compiler/compiled.ts"]],
  ["compiler/forge/", words],
  ["compiler/kustomize/", [...words, "compiler/process/"]],
  ["compiler/typescript/", [...words, "compiler/process/"]],
  ["compiler/cli/", ["compiler/", "apps/"]],
  ["compiler/compile.ts", [...words, ...stages, "compiler/environments.ts"]],
  ["compiler/shard/", [...words, "compiler/evaluate/", "compiler/report/"]],
  // it names what it compares as the views do
  ["compiler/compare/", [...words, "compiler/evaluate/", "compiler/explain/", "compiler/diff/", "compiler/report/"]],
  ["compiler/environments.ts", [...words, "compiler/evaluate/"]],
  ["compiler/", words],
  ["apps/", [...words, "compiler/language/"]],
];

const outside = /^node:(fs|child_process|net|http|https|dns|os|process|worker_threads|cluster)\b/;

const files = ["apps", "compiler"]
  .flatMap((folder) => workingTree(".").files(folder))
  .filter((file) => file.endsWith(".ts"))
  .map((file) => ({ file, imports: importsOf(file) }));

test("every source file imports only what its place allows", () => {
  const wrong = files.flatMap(({ file, imports }) =>
    imports
      .filter((target) => target.startsWith(".") && !allowed(file, normalize(join(dirname(file), target))))
      .map((target) => `${file} imports ${target}`),
  );
  expect(wrong).toEqual([]);
});

test("only the two ends touch files and processes", () => {
  const wrong = files
    .filter(({ file }) => !ends.some((end) => file.startsWith(end)))
    .flatMap(({ file, imports }) =>
      imports.filter((target) => outside.test(target)).map((target) => `${file} imports ${target}`),
    );
  expect(wrong).toEqual([]);
});

test("nothing imports the command line", () => {
  const wrong = files.filter(
    ({ file, imports }) =>
      !file.startsWith("compiler/cli/") &&
      imports.some((target) => normalize(join(dirname(file), target)).startsWith("compiler/cli/")),
  );
  expect(wrong).toEqual([]);
});

function allowed(file: string, target: string): boolean {
  const rule = mayImport.find(([importer]) => file.startsWith(importer));
  const isDeep = file.startsWith("apps/") || file.startsWith("compiler/report/");
  const folder = isDeep ? file.split("/").slice(0, 2).join("/") : dirname(file);
  return target.startsWith(`${folder}/`) || (rule?.[1] ?? []).some((prefix) => target.startsWith(prefix));
}

function importsOf(file: string): string[] {
  const text = readFileSync(file, "utf8");
  const { module } = parseSync(file, text);
  const dynamic = module.dynamicImports.map(({ moduleRequest: at }) => text.slice(at.start + 1, at.end - 1));
  const reexported = module.staticExports.flatMap(({ entries }) =>
    entries.map((entry) => entry.moduleRequest?.value ?? ""),
  );
  return [...module.staticImports.map(({ moduleRequest }) => moduleRequest.value), ...dynamic, ...reexported];
}
