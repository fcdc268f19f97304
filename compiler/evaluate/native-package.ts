import { createRequire } from "node:module";
import overlayer from "../../package.json" with { type: "json" };

type Package = "oxc-parser" | "oxc-transform";

/**
 * The native `Part` of oxc-transform or oxc-parser, where it can be told which one: the packages are ES modules, for which
 * Node.js would start another loader, and that takes five times as long. The package itself where it cannot.
 */
export function loadNative<Part>(name: Package): Part {
  const require = createRequire(import.meta.url);
  // npm mostly puts the part where it is found at once; to find the package before takes longer than to load its part
  return loadFrom(require, name) ?? loadFrom(createRequire(require.resolve(name)), name) ?? require(name);
}

/** Undefined where there is none for this machine, or only one of another version. */
function loadFrom<Part>(require: NodeJS.Require, name: Package): Part | undefined {
  for (const one of namesOnThisMachine(name)) {
    try {
      if (require(`${one}/package.json`).version === overlayer.dependencies[name]) return require(one);
    } catch {
      // not this one
    }
  }
  return undefined;
}

function namesOnThisMachine(name: Package): readonly string[] {
  const native = `@${name}/binding-${process.platform}-${process.arch}`;
  return process.platform === "linux" ? [`${native}-gnu`, `${native}-musl`] : [native];
}
