/** Generated files: path relative to the repository, with forward slashes → text. */
export type Files = ReadonlyMap<string, string>;

/** Why what is at a path is not its text: `is a named pipe`; where it is a file, the place from which on it is none. */
export interface Defect {
  readonly message: string;
  readonly place?: { readonly line: number; readonly column: number };
}

/** A readable state of the repository: the working tree, a git commit, or files in memory. */
export interface Tree {
  /** The file's text, or undefined where there is none. Paths are relative with forward slashes. */
  read(path: string): string | undefined;
  /** Paths of all files below a directory, at any depth, sorted by code unit; none where it does not exist. */
  files(directory: string): readonly string[];
  /** What is wrong with what is at a path on disk; undefined where nothing is, and of other trees. */
  defectOf?(path: string): Defect | undefined;
  /** Paths of the sources that are committed, but left out by a sparse checkout; of other trees there are none. */
  leftOut?(): readonly string[];
}

/** What is committed. Which files there are is known without reading them. */
export interface CommittedTree extends Tree {
  /** True where the file is there with exactly this text. */
  has(path: string, text: string): boolean;
  /** Git's ids of the files that were listed at once, by path; none where git is not asked. */
  readonly ids: ReadonlyMap<string, string>;
  /** Reads files that will be asked for, which takes no longer for many than for one. */
  prefetch(paths: readonly string[]): void;
  /** The same while this process goes on; what cannot be read so is read when it is asked for. */
  readAhead(paths: readonly string[]): Promise<void>;
  /** The state before a file became one that is not sound; undefined where none is found, and of trees without a history. */
  earlier?(path: string, isSound: (text: string) => boolean): Promise<Earlier | undefined>;
}

/** What was committed earlier. */
export interface Earlier {
  /** The short id of the commit. */
  readonly commit: string;
  readonly tree: Tree;
}

/** A tree that is quick to read, taken for what is committed. */
export function asCommitted(tree: Tree): CommittedTree {
  return {
    ...tree,
    has: (path, text) => tree.read(path) === text,
    ids: new Map(),
    prefetch: () => {},
    readAhead: async () => {},
  };
}

/** A tree with other texts for some of its files, or with files more. */
export function editedTree(tree: Tree, edited: Files): Tree {
  if (edited.size === 0) return tree;
  const own = treeOf(edited);
  return {
    read: (path) => edited.get(path) ?? tree.read(path),
    files: (directory) => [...new Set([...tree.files(directory), ...own.files(directory)])].sort(),
    defectOf: (path) => (edited.has(path) ? undefined : tree.defectOf?.(path)),
    leftOut: () => tree.leftOut?.() ?? [],
  };
}

/** A tree of files in memory. */
export function treeOf(files: Files): Tree {
  return {
    read: (path) => files.get(path),
    files: (directory) => [...files.keys()].filter((path) => path.startsWith(`${directory}/`)).sort(),
  };
}
