import * as z from "zod";
import type { Files, Tree } from "./tree.ts";

const templates = "init";

/** Where the repository is hosted: which workflow for reviews it gets. */
export type Forge = "github" | "gitlab";

const manifest = z.looseObject({
  dependencies: z.record(z.string(), z.string()).optional(),
  devDependencies: z.record(z.string(), z.string()).optional(),
});

/**
 * The files of a fresh repository: the templates of the compiler's own package, and what needs its version. A
 * `package.json` that has Overlayer already, as npm writes it, is left as it is.
 */
export function initialFiles(compiler: Tree, version: string, existing: Tree, forge: Forge): Files {
  const copied = compiler
    .files(templates)
    .filter((path) => forge === "github" || !path.startsWith(`${templates}/.github/`))
    .map((path): [string, string] => [path.slice(templates.length + 1), compiler.read(path) ?? ""]);
  const fresh = { private: true, type: "module", devDependencies: { overlayer: version } };
  return new Map([
    // npm packs no file of this name
    [".gitignore", "node_modules/\n"],
    ...copied,
    ...(forge === "gitlab" ? [[".gitlab-ci.yml", compiler.read("ci/gitlab.yml") ?? ""] as const] : []),
    ...(hasOverlayer(existing.read("package.json"))
      ? []
      : [["package.json", `${JSON.stringify(fresh, undefined, 2)}\n`] as const]),
  ]);
}

function hasOverlayer(packageJson: string | undefined): boolean {
  try {
    const { dependencies, devDependencies } = manifest.parse(JSON.parse(packageJson ?? "{}"));
    return Object.hasOwn({ ...dependencies, ...devDependencies }, "overlayer");
  } catch {
    return false;
  }
}
