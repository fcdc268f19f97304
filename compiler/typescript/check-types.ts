import { relative, resolve, sep } from "node:path";
import type { Issue } from "../issue.ts";
import { withFiles } from "../process/temporary.ts";
import { untilEnded } from "../process/until-ended.ts";
import type { Files } from "../tree.ts";
import { findTypeScript } from "./find.ts";
import { runTypeScript } from "./run.ts";
import { typeIssue } from "./type-issue.ts";

/**
 * What the type checker finds in the given files, which see each other and the compiler's own package. They are checked
 * as copies in a temporary folder, always by the same flags: nothing else of the repository, such as a link to a file of
 * this machine or a tsconfig.json, has a say. In issues a file of the package is called `packagePrefix` and its path.
 * Throws SetupError where the checker is missing or fails.
 */
export async function checkTypes(files: Files, packageRoot: string, packagePrefix: string): Promise<readonly Issue[]> {
  if (files.size === 0) return [];
  const program = findTypeScript(packageRoot);
  const config = JSON.stringify({ compilerOptions: compilerOptions(packageRoot), files: [...files.keys()] });
  const copies = new Map([...files, ["tsconfig.json", config]]);
  return untilEnded((ended) =>
    withFiles(copies, async (root) =>
      (await runTypeScript(program, root, ended)).map((diagnostic) => {
        const path = resolve(root, diagnostic.place?.path ?? ".");
        const inPackage = path.startsWith(packageRoot + sep);
        const file = inPackage ? packagePrefix + slashes(relative(packageRoot, path)) : slashes(relative(root, path));
        return typeIssue(diagnostic, file, files.get(file));
      }),
    ),
  );
}

function slashes(path: string): string {
  return path.split(sep).join("/");
}

/** As the sandbox runs the files: JavaScript's own names, no package but the compiler's, one file at a time. */
function compilerOptions(packageRoot: string) {
  return {
    target: "es2023",
    lib: ["es2023"],
    module: "preserve",
    moduleDetection: "force",
    allowImportingTsExtensions: true,
    resolveJsonModule: false,
    paths: {
      overlayer: [`${packageRoot}/compiler/language/language.ts`],
      "overlayer/kubernetes": [`${packageRoot}/compiler/kubernetes/api/types.ts`],
      "overlayer/*": [`${packageRoot}/apps/*/defaults.ts`],
    },
    noEmit: true,
    isolatedModules: true,
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noImplicitReturns: true,
    noFallthroughCasesInSwitch: true,
    skipLibCheck: true,
  };
}
