import type { Tree } from "../tree.ts";

/** Finds source files by what messages call them; those of the compiler's own package are `overlayer/…`. */
export function sourcesIn(repository: Tree, compiler: Tree): (file: string) => string | undefined {
  return (file) =>
    repository.read(file) ??
    (file.startsWith("overlayer/") ? compiler.read(file.slice("overlayer/".length)) : undefined);
}
