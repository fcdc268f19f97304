import { existsSync, statSync } from "node:fs";
import { dirname, relative, sep } from "node:path";
import { shorten, visible } from "../report/text.ts";
import { makeFolders } from "../repository/make-folders.ts";
import { outputFolders } from "../write/output-folders.ts";
import { isSystemError, writing } from "../write/system-error.ts";
import { type Context, exitCode } from "./context.ts";

/** Makes a folder at an absolute path; says what is wrong and gives the exit code where there can be none of that name. */
export function makeFolder(folder: string, context: Context): number | undefined {
  return writing(`could not make ${folder}`, () => {
    const file = fileAt(folder);
    if (file !== undefined) {
      context.stderr(`error: ${visible(file)} is a file\n  help: name a folder; one that is not there is made.\n`);
      return exitCode.userError;
    }
    try {
      makeFolders(folder);
      return undefined;
    } catch (error) {
      if (!isSystemError(error) || error.code !== "ENAMETOOLONG") throw error;
      context.stderr(
        `error: ${shorten(visible(folder), 80)} is too long a name for a folder\n  help: ${longestNames}\n`,
      );
      return exitCode.userError;
    }
  });
}

const longestNames =
  "file systems take 255 bytes for a name, and Linux 4,096 for a whole path (macOS 1,024): choose a shorter one.";

/** The path, or the nearest above it that is there, where that is no folder. */
function fileAt(path: string): string | undefined {
  if (!existsSync(path)) return fileAt(dirname(path));
  return statSync(path).isDirectory() ? undefined : path;
}

/** Refuses a folder of --out in those that Overlayer reads from or generates: what is written would be read, or removed. */
export function refuseOwnFolder(out: string, root: string, holds: string, context: Context): number | undefined {
  const [inside = ""] = relative(root, out).split(sep);
  if (!["environments", ...outputFolders].includes(inside)) return undefined;
  context.stderr(`error: ${visible(out)} is in ${inside}/\n  help: --out takes the folder that ${holds} to be in.\n`);
  return exitCode.userError;
}
