import { createRequire } from "node:module";

/**
 * The native `Part` of oxc-transform or oxc-parser, where it can be told which one: the packages are ES modules, for which
 * Node.js would start another loader, and that takes five times as long. The package itself where it cannot.
 */
export function loadNative<Part>(name: "oxc-parser" | "oxc-transform"): Part {
  const require = createRequire(createRequire(import.meta.url).resolve(name));
  const native = `@${name}/binding-${process.platform}-${process.arch}`;
  for (const one of [native, `${native}-gnu`, `${native}-musl`]) {
    try {
      return require(one);
    } catch {
      // not this one
    }
  }
  return require(name);
}
