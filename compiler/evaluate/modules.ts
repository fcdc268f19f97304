import type { KnownRuns } from "../known-runs.ts";
import type { Progress } from "../progress.ts";
import type { Defect, Tree } from "../tree.ts";
import type { Loader } from "./engine.ts";
import type { Limits } from "./limits.ts";
import type { Saved } from "./memory.ts";
import { type PlainFile, plainFile } from "./plain-file.ts";
import type { PlainOn } from "./plain-runs.ts";
import { type Refusal, resolveImport } from "./resolve.ts";
import { type Fault, type Transpiled, transpile } from "./transpile.ts";

/** The two folders from which modules come; the same tree twice where a repository holds its own compiler. */
export interface Trees {
  readonly repository: Tree;
  /** The folder of the compiler's own package. */
  readonly compiler: Tree;
  /** What is known of runs before, while the base is as it was. */
  readonly known?: KnownRuns;
  /** Is told of every run. */
  readonly progress?: Progress;
  /** What each environment may use, where that is not the default. */
  readonly limits?: Limits;
  /** The memory of a sandbox that has loaded the compiler's language: see `loadedLanguage`. Read where one is started. */
  readonly loaded?: () => Saved;
  /** The same for tracing: see `loadedTracing`. Few runs trace, and read it. */
  readonly loadedTracing?: () => Saved;
}

/** An import that cannot be. */
export interface BadImport {
  /** Id of the importing module. */
  readonly importer: string;
  readonly specifier: string;
  readonly message: string;
  readonly hint: string;
}

/** Why modules cannot be loaded. */
export interface LoadProblems {
  readonly imports: readonly BadImport[];
  /** Ids of modules with syntax errors. */
  readonly syntax: readonly string[];
}

/** The modules of a repository and of the compiler, each read and transpiled once. */
export interface Modules extends Loader {
  /** The module's TypeScript as it is in its tree. */
  sourceOf(id: string): string | undefined;
  transpiled(id: string): Transpiled | undefined;
  /** What a module says that puts plain values on top of a layer, unless it is changed by an instrument. */
  plainOn(id: string): PlainOn | undefined;
  /** Ids of what a module imports where its text says so; those that it must not import are left out. */
  importsOf(id: string): readonly string[];
  /** The id of what a module imports by a specifier, undefined where it must not. */
  find(importer: string, specifier: string): string | undefined;
  /** Ids of a module and of all that it imports, at any depth, sorted. */
  readsOf(id: string): readonly string[];
  /** The same of the repository's own files only, which takes less time. */
  ownReadsOf(id: string): readonly string[];
  /** All that keeps a module, or what it imports at any depth, from being loaded. */
  problemsOf(id: string): LoadProblems;
}

/** A change of every module before it is transpiled, and the id of the module that it imports for that. */
export interface Instrument {
  readonly module: string;
  apply(id: string, source: string): string;
}

/** Modules that come from two trees. */
export function modulesOf(trees: Trees, instrument?: Instrument): Modules {
  const compilerRoot = compilerRootOf(trees);
  const sources = new Map<string, string | undefined>();
  const transpiled = new Map<string, Transpiled | undefined>();
  const plain = new Map<string, PlainFile | undefined>();
  const seen = new Map<string, Map<string, string | Refusal>>();

  const scanned = new Set<string>();

  const sourceOf = (id: string) => remember(sources, id, () => readModule(trees, id));
  const plainOf = (id: string) =>
    remember(plain, id, () => {
      const source = sourceOf(id) ?? "";
      return instrument === undefined && !mayBeDamaged(source) ? plainFile(source) : undefined;
    });
  const transpiledOf = (id: string) =>
    remember(transpiled, id, () => {
      const source = sourceOf(id);
      if (source === undefined) return undefined;
      const place = mayBeDamaged(source) ? defectAt(trees, id)?.place : undefined;
      if (place !== undefined) return { faults: [notUtf8(source, place)] };
      // it is JavaScript as it is
      return plainOf(id) === undefined ? transpile(id, instrument?.apply(id, source) ?? source) : { code: source };
    });
  const resolve = (importer: string, specifier: string) =>
    remember(
      remember(seen, importer, () => new Map()),
      specifier,
      () => resolveImport(importer, specifier, compilerRoot, (id) => sourceOf(id) !== undefined),
    );
  /** What a module imports: what its text says, and what it was seen to import when it ran. */
  const resolvedOf = (importer: string) => {
    if (!scanned.has(importer))
      for (const specifier of specifiersIn(plainOf(importer) ?? transpiledOf(importer))) resolve(importer, specifier);
    scanned.add(importer);
    return [...(seen.get(importer) ?? [])];
  };
  const importsOf = (id: string) => resolvedOf(id).flatMap(([, found]) => (typeof found === "string" ? [found] : []));
  const reached = (id: string, isWanted: (imported: string) => boolean) => {
    const reads = new Set([id]);
    for (const read of reads) for (const imported of importsOf(read)) if (isWanted(imported)) reads.add(imported);
    return [...reads].sort();
  };
  const readsOf = (id: string) => reached(id, () => true);
  return {
    sourceOf,
    transpiled: transpiledOf,
    plainOn(id) {
      const file = plainOf(id);
      const found = file && resolve(id, file.specifier);
      return file === undefined || typeof found !== "string" ? undefined : { ...file, below: found };
    },
    importsOf,
    readsOf,
    ownReadsOf: (id) => reached(id, (imported) => imported.startsWith(repositoryRoot)),
    find(importer, specifier) {
      const found = resolve(importer, specifier);
      return typeof found === "string" ? found : undefined;
    },
    resolve(importer, specifier) {
      if (importer === entry || specifier === instrument?.module) return specifier;
      const found = resolve(importer, specifier);
      if (typeof found !== "string") throw new Error(found.message);
      return found;
    },
    load(id) {
      const module = transpiledOf(id);
      if (module === undefined) throw new Error(`there is no ${fileOf(id)}`);
      if ("faults" in module) throw new SyntaxError(module.faults[0]?.message);
      return module.code;
    },
    problemsOf(id) {
      const reads = readsOf(id);
      const refused = (importer: string) =>
        resolvedOf(importer).flatMap(([specifier, found]) =>
          typeof found === "string" ? [] : [{ importer, specifier, ...found }],
        );
      const isFaulty = (one: string) => "faults" in (transpiledOf(one) ?? {});
      return { imports: reads.flatMap(refused), syntax: reads.filter(isFaulty) };
    },
  };
}

/** The name of code that the evaluator itself writes: it imports by id. */
const entry = "overlayer";

const repositoryRoot = "/repository/";

function compilerRootOf(trees: Trees): string {
  return trees.compiler === trees.repository ? repositoryRoot : "/compiler/";
}

/** The id of a repository's file. */
export function idOf(file: string): string {
  return repositoryRoot + file;
}

/** The id of one of the compiler's own files. */
export function compilerId(trees: Trees, file: string): string {
  return compilerRootOf(trees) + file;
}

/** Ids of the defaults of the compiler's applications: every environment builds on those of one. */
export function defaultsOf(trees: Trees): readonly string[] {
  const defaults = trees.compiler.files("apps").filter((file) => /^apps\/[^/]+\/defaults\.ts$/.test(file));
  return defaults.map((file) => compilerId(trees, file));
}

/** Ids of what every run imports: what makes plain options of layers, and the language as environments see it. */
export function languageOf(trees: Trees): readonly [string, string] {
  return [compilerId(trees, "compiler/language/manifest.ts"), compilerId(trees, "compiler/language/language.ts")];
}

/** Ids of what the memory of a sandbox can have: see `loadedLanguage`. */
export function loadedModules(trees: Trees): readonly string[] {
  return [...languageOf(trees), ...defaultsOf(trees)];
}

/** What a module is called in messages: its path in the repository, or `overlayer/…` for the compiler's own. */
export function fileOf(id: string): string {
  return id.startsWith(repositoryRoot) ? id.slice(repositoryRoot.length) : id.replace(/^\/compiler\//, "overlayer/");
}

/** A message of the engine, in which ids of modules are what those are called in messages. */
export function withFiles(message: string): string {
  return message.replace(/\/(?:repository|compiler)\/[^\s'"]+\.ts/g, fileOf);
}

function readModule(trees: Trees, id: string): string | undefined {
  const { tree, path } = treeOf(trees, id);
  return tree.read(path);
}

/** What is wrong with what is at the path of a module. */
export function defectAt(trees: Trees, id: string): Defect | undefined {
  const { tree, path } = treeOf(trees, id);
  return tree.defectOf?.(path);
}

function treeOf(trees: Trees, id: string): { readonly tree: Tree; readonly path: string } {
  const [, root, ...path] = id.split("/");
  return { tree: root === "repository" ? trees.repository : trees.compiler, path: path.join("/") };
}

/** Whatever is no UTF-8 is read as this letter, which a file may have too. */
function mayBeDamaged(source: string): boolean {
  return source.includes("\ufffd");
}

function notUtf8(source: string, { line, column }: NonNullable<Defect["place"]>): Fault {
  const before = source.split("\n").slice(0, line - 1);
  const start = before.reduce((sum, one) => sum + one.length + 1, column - 1);
  return {
    code: "evaluate/syntax",
    message: "the file is not UTF-8 from here on",
    ...{ start, end: start + 1 },
    why: "Letters would be taken for others.",
    hint: "Save it as UTF-8.",
  };
}

/** What a module's code imports; oxc writes each import on a line of its own. */
function specifiersIn(module: PlainFile | Transpiled | undefined): readonly string[] {
  if (module !== undefined && "specifier" in module) return [module.specifier];
  const code = module !== undefined && "code" in module ? module.code : "";
  return [...code.matchAll(/^(?:import (?:.* from )?|export (?:\*|\{).* from )"([^"]+)";$/gm)].flatMap(
    ([, specifier]) => specifier ?? [],
  );
}

function remember<T>(map: Map<string, T>, key: string, make: () => T): T {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
