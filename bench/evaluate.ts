import { pathToFileURL } from "node:url";
import { transformSync } from "oxc-transform";
import { evaluate } from "../compiler/evaluate/evaluate.ts";
import { workingTree } from "../compiler/repository/working-tree.ts";
import { newFolder, removeFolders, writeFiles } from "./folders.ts";

/**
 * `evaluate.js sandbox|v8 FOLDER PACKAGE`: evaluates every environment of a folder, in the sandbox or in plain V8, and
 * prints its milliseconds, the peak memory of the process in MB and the sum of all options as JSON.
 */
const [mode, folder = "", packageRoot = ""] = process.argv.slice(2);
const tree = workingTree(folder);
const files = tree.files("environments").filter((file) => file !== "environments/base.ts");
const start = performance.now();
const all = mode === "sandbox" ? await inSandbox() : await inV8();
const milliseconds = performance.now() - start;
const sum = all.flatMap((options) => Object.values(options)).reduce<number>((total, value) => total + Number(value), 0);
const megabytes = process.resourceUsage().maxRSS / 1024;
process.stdout.write(JSON.stringify({ environments: all.length, milliseconds, megabytes, sum }));
removeFolders();

async function inSandbox(): Promise<readonly object[]> {
  const sources = files.map((file) => ({ name: file.slice("environments/".length, -".ts".length), file }));
  const { evaluations } = await evaluate(sources, { repository: tree, compiler: workingTree(packageRoot) });
  return evaluations.flatMap(({ instances }) => instances.map(({ options }) => options));
}

/** What the sandbox costs: the same files and the same language, transpiled by the same tool, as modules of Node.js. */
async function inV8(): Promise<readonly object[]> {
  const compiler = workingTree(packageRoot);
  const language = compiler.files("compiler/language");
  const sources = [
    ...language.map((file) => [file, compiler.read(file) ?? ""] as const),
    ...tree.files("environments").map((file) => [file, tree.read(file) ?? ""] as const),
  ];
  const root = newFolder();
  writeFiles(root, [
    ["package.json", `{ "type": "module" }`],
    ...sources.map(([file, text]) => [`${file}.js`, moduleOf(file, text)] as const),
  ]);
  const load = (file: string) => import(pathToFileURL(`${root}/${file}`).href);
  const { manifest } = await load("compiler/language/manifest.ts.js");
  const all: object[] = [];
  for (const file of files) all.push(JSON.parse(manifest(await load(`${file}.js`))).instances[0].options);
  return all;
}

function moduleOf(file: string, text: string): string {
  const { code } = transformSync(file, text);
  return code.replace(`"overlayer"`, `"../compiler/language/language.ts"`).replace(/(from "\.[^"]+\.ts)"/g, `$1.js"`);
}
