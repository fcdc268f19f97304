import { existsSync, lstatSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { initialFiles } from "../init.ts";
import { count } from "../report/style.ts";
import { visible } from "../report/text.ts";
import { topOfGit } from "../repository/folder-in-git.ts";
import { workingTree } from "../repository/working-tree.ts";
import type { Files } from "../tree.ts";
import { applyPlan } from "../write/apply.ts";
import { withLock } from "../write/lock.ts";
import type { Given } from "./command.ts";
import { type Context, exitCode } from "./context.ts";
import { makeFolder } from "./out-folder.ts";
import { packageRoot, packageVersion } from "./package-root.ts";

/** `overlayer init`: writes a fresh repository into a folder, all of it or nothing; what is there already stays. */
export async function initCommand({ args: [folder = "."], values }: Given, context: Context): Promise<number> {
  const root = resolve(context.directory, folder);
  if (folder === "") {
    context.stderr("error: the folder has no name\n  help: leave it out for the current folder.\n");
    return exitCode.userError;
  }
  const refused = makeFolder(root, context);
  if (refused !== undefined) return refused;
  return withLock(root, async (staging) => {
    const forge = values.get("ci") === "gitlab" ? "gitlab" : "github";
    const files = initialFiles(workingTree(packageRoot), packageVersion, workingTree(root), forge);
    const others = [...files.keys()].filter((path) => !path.startsWith("environments/"));
    const present = ["environments", ...others].filter((path) => isThere(join(root, path)));
    if (present.length > 0) {
      const list = present.map((path) => `  ${visible(path)}\n`).join("");
      context.stderr(
        `error: these exist already, and init overwrites nothing:\n${list}  help: name an empty folder: \`overlayer init FOLDER\`.\n`,
      );
      return exitCode.userError;
    }
    applyPlan(root, staging, { changes: new Map(), conflicts: [] }, files);
    context.stdout(summary(files));
    context.stderr(nextSteps(root, context.directory));
    return exitCode.fine;
  });
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function summary(files: Files): string {
  const lines = [...files.keys()].sort().map((path) => `+ ${path}\n`);
  return `${lines.join("")}${count(files.size, "new file")}\n`;
}

/** A path as one word of a POSIX shell that is no option. */
function shellWord(path: string): string {
  const file = path.startsWith("-") ? `./${path}` : path;
  return /^[\w./@%+=:,-]+$/.test(file) ? file : `'${file.replaceAll("'", "'\\''")}'`;
}

function nextSteps(root: string, directory: string): string {
  const isInstalled = existsSync(join(root, "node_modules/overlayer"));
  const steps = [
    ...(root === directory ? [] : [`cd ${shellWord(relative(directory, root))}`]),
    ...(topOfGit(root) === undefined ? ["git init"] : []),
    ...(isInstalled ? [] : ["npm install"]),
    "npx overlayer compile",
    "git add --all && git commit --message 'Begin with Overlayer'",
  ];
  return `Next:\n${steps.map((step) => `  ${visible(step)}\n`).join("")}`;
}
