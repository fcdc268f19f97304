import { closest, distance } from "fastest-levenshtein";
import type { Environment, Source } from "./evaluate/environment.ts";
import { unreadable } from "./evaluate/load-issues.ts";
import type { Issue } from "./issue.ts";
import type { Tree } from "./tree.ts";

/** The file of what all environments share; it becomes `base/`. */
export const baseFile = "environments/base.ts";

/** The file that says how the overlays are synced, a layer of a delivery tool or a list of them; there may be none. */
export const deliveryFile = "delivery.ts";

const folder = "environments";
// a folder name in overlays/, safe in every shell, file system and URL
const nameForm = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?(\/[a-z0-9]([-a-z0-9.]*[a-z0-9])?)*$/;

// a checkout on Windows fails as a whole where there is such a name, whatever follows its first dot
const reserved = /(^|\/)(con|prn|aux|nul|(com|lpt)[0-9])(\.|\/|$)/i;

// a file of it and what is exported have the name with more around it, and most file systems take 255 characters
const longestName = 200;

/** All environment files, sorted by name, without the base; an issue for each that cannot have an overlay. */
export function listEnvironments(tree: Tree): {
  readonly sources: readonly Source[];
  readonly issues: readonly Issue[];
} {
  const files = filesIn(tree);
  const sources = sourcesIn(files);
  const issues = [...missingBase(tree), ...badNames(sources), ...sameNames(sources), ...unreadFiles(files, tree)];
  return { sources: sources.sort(byName), issues };
}

/** The same files, whatever is wrong with them. */
export function listSources(tree: Tree): readonly Source[] {
  return sourcesIn(filesIn(tree)).sort(byName);
}

/** Emacs keeps a link of such a name beside each file that is being edited. */
function filesIn(tree: Tree): readonly string[] {
  return tree.files(folder).filter((file) => !/\/\.#[^/]*$/.test(file));
}

function sourcesIn(files: readonly string[]): Source[] {
  return files
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts") && file !== baseFile)
    .map((file) => ({ name: nameOf(file), file }));
}

function byName(a: Source, b: Source): number {
  return a.name < b.name ? -1 : 1;
}

/** The environment files that a sparse checkout leaves out, sorted by name, without the base. */
export function leftOutSources(tree: Tree): readonly Source[] {
  const files = tree.leftOut?.() ?? [];
  return sourcesIn(files.filter((file) => file !== deliveryFile)).sort(byName);
}

/**
 * An error where a sparse checkout leaves out what is of all environments, or one that the names ask for: all without one,
 * as what changes the base changes every overlay, and which environments there are decides what is removed.
 */
export function leftOutIssues(tree: Tree, names: readonly string[]): readonly Issue[] {
  const all = tree.leftOut?.() ?? [];
  const asked = selectSources(leftOutSources(tree), names).map(({ file }) => file);
  const needed = new Set([baseFile, deliveryFile, ...asked]);
  const files = all.filter((file) => needed.has(file));
  const [first] = files;
  if (first === undefined) return [];
  const more = files.length - namedFiles;
  const subject =
    files.length === 1
      ? `${first} is`
      : `${files.length} files (${files.slice(0, namedFiles).join(", ")}${more > 0 ? ` and ${more} more` : ""}) are`;
  return [
    {
      code: "environment/sparse",
      message: `${subject} committed, but left out by this sparse checkout`,
      why: "what the base shares goes into every overlay, and an environment without its file would be taken to be gone.",
      hint: "check them out: `git sparse-checkout disable`; or name environments that are here, where the base stays as it is.",
    },
  ];
}

const namedFiles = 3;

function missingBase(tree: Tree): Issue[] {
  if (tree.read(baseFile) !== undefined || tree.leftOut?.().includes(baseFile)) return [];
  const defect = tree.defectOf?.(baseFile);
  if (defect !== undefined) return [unreadable(baseFile, defect.message)];
  return [
    {
      code: "environment/no-base",
      message: `there is no ${baseFile}`,
      why: "it holds what all environments share, and becomes base/.",
      hint: `create it: import { zookeeper } from "overlayer/zookeeper"; export default zookeeper.extend({ … }); or begin with \`overlayer init\` in an empty folder.`,
    },
  ];
}

/** An issue for each environment of a map that cannot have an overlay, and where the base is a map. */
export function nameIssues(environments: readonly Environment[]): readonly Issue[] {
  const keyed = environments.filter(({ key }) => key !== undefined);
  return [...mappedBase(keyed), ...badNames(keyed), ...sameNames(environments)];
}

function mappedBase(keyed: readonly Environment[]): Issue[] {
  if (keyed.every(({ file }) => file !== baseFile)) return [];
  return [
    {
      code: "evaluate/export",
      message: `${baseFile} exports a map of environments`,
      location: { file: baseFile, line: 1, column: 1 },
      why: "the base is one: what all environments share.",
      hint: "export a layer or a list of layers; move the map into a file of its own, such as environments/regions.ts.",
    },
  ];
}

function badNames(environments: readonly Environment[]): Issue[] {
  return environments
    .filter(({ name }) => !isName(name))
    .map(({ name, file }) => ({ ...badName(name), location: { file, line: 1, column: 1 }, environment: name }));
}

function isName(name: string): boolean {
  return name.length <= longestName && nameForm.test(name.toLowerCase()) && !reserved.test(name);
}

function badName(name: string): Issue {
  return {
    code: "environment/name",
    message: `${JSON.stringify(name)} cannot be an environment's name`,
    why: reserved.test(name)
      ? "the name becomes a folder below overlays/, which Windows keeps for a device."
      : "the name becomes a folder below overlays/.",
    hint: `use letters, digits, dots and dashes, and / between folders, at most ${longestName} characters; begin and end with a letter or digit.`,
  };
}

/** The file of a new environment of a name; issues where there can be none beside those that exist. */
export function newEnvironmentFile(
  name: string,
  existing: readonly Environment[],
): { readonly file: string } | { readonly issues: readonly Issue[] } {
  // name.d.ts is a file of types
  if (!isName(name) || name.endsWith(".d")) return { issues: [badName(name)] };
  const known = [{ name: "base", file: baseFile }, ...existing];
  const taken = known.find((one) => one.name.toLowerCase() === name.toLowerCase());
  return taken === undefined ? { file: `${folder}/${name}.ts` } : { issues: [existsAlready(taken)] };
}

function existsAlready({ name, file }: Environment): Issue {
  return {
    code: "environment/exists",
    message: `there is an environment ${JSON.stringify(name)} in ${file}`,
    why: "a new one replaces none; names that differ in upper and lower case alone are one to many file systems.",
    hint: "choose another name; to change one that there is: `overlayer set`.",
  };
}

function sameNames(environments: readonly Environment[]): Issue[] {
  const taken = new Map<string, Environment>();
  return environments.flatMap((environment) => {
    const first = taken.get(environment.name.toLowerCase());
    if (first !== undefined) return [sameName(first, environment)];
    taken.set(environment.name.toLowerCase(), environment);
    return [];
  });
}

function sameName(first: Environment, second: Environment): Issue {
  const names = `${JSON.stringify(first.name)} and ${JSON.stringify(second.name)}`;
  return {
    code: "environment/duplicate",
    ...(first.name === second.name
      ? { message: `two environments are ${JSON.stringify(first.name)}`, why: "there is one overlay of that name." }
      : {
          message: `${names} are one name but for upper and lower case`,
          why: "many file systems cannot hold both of their overlays.",
        }),
    location: { file: second.file, line: 1, column: 1 },
    environment: second.name,
    hint: "rename one of the two.",
    related: [{ message: "the other one", location: { file: first.file, line: 1, column: 1 } }],
  };
}

function unreadFiles(files: readonly string[], tree: Tree): Issue[] {
  const others = files.filter((file) => !file.endsWith(".ts") || file.endsWith(".d.ts"));
  return others.flatMap((file) => {
    if (/\.([cm]?jsx?|[cm]ts|tsx)$/.test(file)) return [notTypeScript(file)];
    return tree.read(file) === undefined ? [unreadable(file, tree.defectOf?.(file)?.message ?? "cannot be read")] : [];
  });
}

function notTypeScript(file: string): Issue {
  return {
    code: "environment/extension",
    message: `${file} is not read`,
    location: { file, line: 1, column: 1 },
    why: "an environment is a TypeScript file that ends with .ts.",
    hint: "rename it, or move it out of environments/.",
  };
}

/** True where one of the names, or no name at all, asks for an environment: by its own name, or by its file's. */
export function isAsked(names: readonly string[], { name, file }: Environment): boolean {
  return names.length === 0 || names.includes(name) || names.includes(nameOf(file));
}

/** The files that may hold what the names ask for, all without a name: `regions/eu` is in regions/eu.ts or regions.ts. */
export function selectSources(sources: readonly Source[], names: readonly string[]): readonly Source[] {
  if (names.length === 0) return sources;
  const files = new Set(sources.map(({ name }) => name));
  return sources.flatMap((source) => {
    if (names.includes(source.name)) return [source];
    const only = names.filter((name) => name.startsWith(`${source.name}/`) && !files.has(name));
    return only.length === 0 ? [] : [{ ...source, only }];
  });
}

/** An issue for a name that no environment has. */
export function unknownName(name: string, known: readonly string[]): Issue {
  const inside = known.filter((one) => one.startsWith(`${name}/`));
  const near = known.length === 0 ? "" : closest(name, [...known]);
  const isNear = distance(name, near) <= 2 && near !== "";
  const mend = isNear ? `did you mean ${near}?` : `known are ${listed(known)}.`;
  return {
    code: "environment/unknown",
    message: `there is no environment ${JSON.stringify(name)}`,
    hint: inside.length > 0 ? `name one of the environments in it: ${listed(inside)}.` : mend,
  };
}

function listed(names: readonly string[]): string {
  const more = names.length > 10 ? ` and ${names.length - 10} more` : "";
  return `${names.slice(0, 10).join(", ") || "none"}${more}`;
}

function nameOf(file: string): string {
  return file.slice(folder.length + 1, -".ts".length);
}
