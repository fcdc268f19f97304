import * as z from "zod";
import type { Files, Tree } from "../tree.ts";

const packageFile = z.object({ version: z.string() });

/** The compiler's version, such as `1.2.3`, from the package.json of its own folder. */
export function compilerVersion(compiler: Tree): string {
  return packageFile.parse(JSON.parse(compiler.read("package.json") ?? "{}")).version;
}

/** The file that says which version compiled the tree. It is one of the base, which every run compiles. */
export const versionFile = "base/kustomization.yaml";

/** The files of the base with the line that names the version. */
export function withVersion(version: string, files: Files): Files {
  return new Map([...files, [versionFile, `# Compiled by overlayer ${version}\n${files.get(versionFile) ?? ""}`]]);
}

/** The version that such a line names, of several that a merge left the newest; undefined where there is none. */
export function versionIn(files: Pick<Tree, "read">): string | undefined {
  const lines = (files.read(versionFile) ?? "").matchAll(/^# Compiled by overlayer (\d+\.\d+\.\d+\S*)$/gm);
  return [...lines].flatMap(([, version]) => version ?? []).reduce(newest, undefined);
}

/** True where the release of the first version is later than that of the second; prereleases do not count. */
export function isNewer(version: string, than: string): boolean {
  const [one, other] = [release(version), release(than)];
  const differing = one.findIndex((number, index) => number !== other[index]);
  return (one[differing] ?? 0) > (other[differing] ?? 0);
}

function newest(found: string | undefined, version: string): string {
  return found === undefined || isNewer(version, found) ? version : found;
}

/** Major, minor and patch. */
function release(version: string): readonly number[] {
  return (/^\d+\.\d+\.\d+/.exec(version)?.[0] ?? "").split(".").map(Number);
}
