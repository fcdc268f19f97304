import { closest, distance } from "fastest-levenshtein";
import type { Source } from "./evaluate/evaluate.ts";
import type { Issue } from "./issue.ts";
import type { Tree } from "./tree.ts";

/** The file of what all environments share; it becomes `base/`. */
export const baseFile = "environments/base.ts";

const folder = "environments";
// a folder name in overlays/, safe in every shell, file system and URL
const nameForm = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?(\/[a-z0-9]([-a-z0-9.]*[a-z0-9])?)*$/;

/** All environment files, sorted by name, without the base; an issue for each that cannot have an overlay. */
export function listEnvironments(tree: Tree): {
  readonly sources: readonly Source[];
  readonly issues: readonly Issue[];
} {
  const sources = tree
    .files(folder)
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts") && file !== baseFile)
    .map((file) => ({ name: file.slice(folder.length + 1, -".ts".length), file }));
  const issues = [...missingBase(tree), ...badNames(sources), ...sameNames(sources), ...otherLanguages(tree)];
  return { sources: sources.sort((a, b) => (a.name < b.name ? -1 : 1)), issues };
}

function missingBase(tree: Tree): Issue[] {
  if (tree.read(baseFile) !== undefined) return [];
  return [
    {
      code: "environment/no-base",
      message: `there is no ${baseFile}`,
      why: "it holds what all environments share, and becomes base/.",
      hint: `create it: import { zookeeper } from "overlayer/zookeeper"; export default zookeeper.extend({ … });`,
    },
  ];
}

function badNames(sources: readonly Source[]): Issue[] {
  return sources
    .filter(({ name }) => !nameForm.test(name.toLowerCase()))
    .map(({ name, file }) => ({
      code: "environment/name",
      message: `${JSON.stringify(name)} cannot be an environment's name`,
      location: { file, line: 1, column: 1 },
      why: "the name becomes a folder below overlays/.",
      hint: "use letters, digits, dots and dashes, and / between folders; begin and end with a letter or digit.",
    }));
}

function sameNames(sources: readonly Source[]): Issue[] {
  const taken = new Map<string, Source>();
  return sources.flatMap((source) => {
    const first = taken.get(source.name.toLowerCase());
    if (first !== undefined) return [sameName(first, source)];
    taken.set(source.name.toLowerCase(), source);
    return [];
  });
}

function sameName(first: Source, second: Source): Issue {
  return {
    code: "environment/duplicate",
    message: `${JSON.stringify(first.name)} and ${JSON.stringify(second.name)} are one name but for upper and lower case`,
    location: { file: second.file, line: 1, column: 1 },
    why: "many file systems cannot hold both of their overlays.",
    hint: "rename one of the two files.",
    related: [{ message: "the other one", location: { file: first.file, line: 1, column: 1 } }],
  };
}

function otherLanguages(tree: Tree): Issue[] {
  return tree
    .files(folder)
    .filter((file) => /\.([cm]?jsx?|[cm]ts|tsx)$/.test(file))
    .map((file) => ({
      code: "environment/extension",
      message: `${file} is not read`,
      location: { file, line: 1, column: 1 },
      why: "an environment is a TypeScript file that ends with .ts.",
      hint: "rename it, or move it out of environments/.",
    }));
}

/** The sources of the given names, all without one; an issue for each name that there is not. */
export function selectSources(
  sources: readonly Source[],
  names: readonly string[],
): { readonly sources: readonly Source[]; readonly issues: readonly Issue[] } {
  if (names.length === 0) return { sources, issues: [] };
  const known = sources.map(({ name }) => name);
  const issues = [...new Set(names)].filter((name) => !known.includes(name)).map((name) => unknownName(name, known));
  return { sources: sources.filter(({ name }) => names.includes(name)), issues };
}

function unknownName(name: string, known: readonly string[]): Issue {
  const near = known.length === 0 ? "" : closest(name, known);
  return {
    code: "environment/unknown",
    message: `there is no environment ${JSON.stringify(name)}`,
    hint:
      distance(name, near) <= 2 && near !== "" ? `did you mean ${near}?` : `known are ${known.join(", ") || "none"}.`,
  };
}
