import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { SetupError } from "../setup-error.ts";

/**
 * The program file of the TypeScript that npm installed with the compiler. The user's repository is not asked: it may
 * hold a stranger's changes. Throws SetupError where it is not installed.
 */
export function findTypeScript(packageRoot: string): string {
  const name = `@typescript/typescript-${process.platform}-${process.arch}`;
  try {
    const typescript = createRequire(join(packageRoot, "package.json")).resolve("typescript/package.json");
    const platform = createRequire(typescript).resolve(`${name}/package.json`);
    return join(dirname(platform), "lib", process.platform === "win32" ? "tsc.exe" : "tsc");
  } catch {
    throw new SetupError(
      `${name}, the type checker for this machine, is not installed`,
      "run `npm ci` again, without `--omit=optional`.",
    );
  }
}
