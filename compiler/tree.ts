/** Generated files: path relative to the repository, with forward slashes → text. */
export type Files = ReadonlyMap<string, string>;

/** A readable state of the repository: the working tree, a git commit, or files in memory. */
export interface Tree {
  /** The file's text, or undefined where there is none. Paths are relative with forward slashes. */
  read(path: string): string | undefined;
  /** Paths of all files below a directory, at any depth, sorted by code unit; none where it does not exist. */
  files(directory: string): readonly string[];
}

/** A tree with other texts for some of its files, and with new ones. */
export function editedTree(tree: Tree, edited: Files): Tree {
  const { files } = treeOf(edited);
  return {
    ...tree,
    read: (path) => edited.get(path) ?? tree.read(path),
    files: (directory) => [...new Set([...tree.files(directory), ...files(directory)])].sort(),
  };
}

/** A tree of files in memory. */
export function treeOf(files: Files): Tree {
  return {
    read: (path) => files.get(path),
    files: (directory) => [...files.keys()].filter((path) => path.startsWith(`${directory}/`)).sort(),
  };
}
