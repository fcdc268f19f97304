import { existsSync, lstatSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Issue } from "../issue.ts";
import { renderIssues } from "../report/issues.ts";
import { headCommit } from "../repository/committed-tree.ts";
import { wholeReview } from "../review.ts";
import { mergeParts, type Whole } from "../shard/merge.ts";
import { readPart } from "../shard/read-part.ts";
import { outputFolders } from "../write/output-folders.ts";
import type { Given } from "./command.ts";
import { commands } from "./commands.ts";
import { type Context, exitCode } from "./context.ts";
import { openProject } from "./project.ts";
import { reportCompile } from "./report-compile.ts";
import { reportDiff } from "./report-diff.ts";
import { reportVerify } from "./report-verify.ts";

/** `overlayer report merge`: tells what parts found as the command would have told it that wrote them; its exit code too. */
export async function reportCommand(given: Given, context: Context): Promise<number> {
  const [verb, ...files] = given.args;
  if (verb !== "merge") {
    context.stderr("error: expected `overlayer report merge`\n  help: see `overlayer report --help`.\n");
    return exitCode.userError;
  }
  const read = files.map((file) => ({ file, part: readPart(readPlainFile(resolve(context.directory, file))) }));
  const invalid = read.filter(({ part }) => part === undefined).map(({ file }) => invalidPart(file, context));
  const parts = read.flatMap(({ file, part }) => (part === undefined ? [] : { file, part }));
  const merged = invalid.length > 0 ? { issues: invalid } : mergeParts(parts);
  if ("result" in merged) return tell(merged, given, context);
  context.stderr(renderIssues(merged.issues, () => undefined, context));
  return exitCode.userError;
}

async function tell({ run, result }: Whole, given: Given, context: Context): Promise<number> {
  const unknown = unknownOption(result.command, given);
  if (unknown !== undefined) {
    context.stderr(
      `error: these are parts of \`overlayer ${result.command}\`, which has no ${unknown}\n  help: leave it out.\n`,
    );
    return exitCode.userError;
  }
  const opened = openProject(new Map(), context);
  const isCheckout = run.commit === (await headCommit(opened.root));
  const project = {
    ...opened,
    source: (file: string) => (isCheckout && isShown(file) ? opened.source(file) : undefined),
  };
  switch (result.command) {
    case "compile":
      return reportCompile(result, given.values, project, context);
    case "diff":
      return reportDiff(result, wholeReview(result.environments), given, project, context);
    case "verify":
      return reportVerify(result, project, context);
  }
}

/** What a part may have shown of the checkout: the files that environments are made of and those that they become. */
function isShown(file: string): boolean {
  const isInside = !file.split(/[/\\]/).includes("..");
  return isInside && (file.endsWith(".ts") || outputFolders.some((folder) => file.startsWith(`${folder}/`)));
}

/** An option of the views that the command itself does not have. */
function unknownOption(name: string, { flags, values }: Given): string | undefined {
  const options = commands.find((one) => one.name === name)?.options ?? {};
  const flag = [...flags].find((one) => options[one] === undefined && one !== "format");
  if (flag !== undefined) return `--${flag}`;
  const format = values.get("format") ?? "human";
  const has = format === "human" || options["format"]?.choices?.includes(format) === true;
  return has ? undefined : `--format ${format}`;
}

/** Longer texts are none that Node.js could hold. */
const longest = 500_000_000;

/** The file may come from a stranger's job: of what is no plain file the text is empty. */
function readPlainFile(file: string): string {
  const found = existsSync(file) ? lstatSync(file) : undefined;
  return found?.isFile() && found.size <= longest ? readFileSync(file, "utf8") : "";
}

function invalidPart(file: string, { directory }: Context): Issue {
  return {
    code: "part/invalid",
    message: existsSync(resolve(directory, file))
      ? `${file} is no part, or not one that this version of Overlayer writes`
      : `there is no file ${file}`,
    why: "nothing would be said of its environments.",
    hint: "write it with --shard, such as `overlayer diff --shard 1/4 > part-1.json`, with the same version.",
  };
}
