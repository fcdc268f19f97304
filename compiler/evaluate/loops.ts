import type { Node } from "oxc-parser";
import type { Location } from "../issue.ts";
import { startEngine } from "./engine.ts";
import { entryOf } from "./entry.ts";
import type { Environment } from "./environment.ts";
import { insertAll } from "./instrument.ts";
import type { Limits } from "./limits.ts";
import { compilerId, fileOf, modulesOf, type Trees } from "./modules.ts";
import { rangeOf } from "./range.ts";
import { childrenOf, programOf } from "./syntax-tree.ts";

/** The global variable that holds the innermost loop that was entered and not left: its module's id and offset. */
const innermostLoop = "__overlayerLoop";

/**
 * Finds the loop that an environment did not leave. The engine knows positions of calls only, so the environment runs
 * once more with notes where a loop is entered and left; repeating it then costs no more than before. Undefined where
 * it was stopped outside of every loop.
 */
export async function locateLoop(
  environment: Environment,
  trees: Trees,
  limits: Limits,
): Promise<Location | undefined> {
  const language = compilerId(trees, "compiler/language/");
  const modules = modulesOf(trees, {
    module: "",
    apply: (id, text) => (id.startsWith(language) ? text : markLoops(id, text)),
  });
  const engine = await startEngine(modules, limits);
  engine.run(entryOf(`${language}manifest.ts`, "manifest", environment));
  const [id = "", offset] = engine.global(innermostLoop).split(":");
  const text = modules.sourceOf(id);
  return text === undefined ? undefined : rangeOf(fileOf(id), text, Number(offset), Number(offset) + 1);
}

function markLoops(file: string, source: string): string {
  const inserts: { at: number; text: string }[] = [];
  // a label has to stay with its loop: the notes stand around both
  const visit = (node: Node, around: Node): void => {
    if (/^(For|ForIn|ForOf|While|DoWhile)Statement$/.test(node.type)) {
      const name = JSON.stringify(`${file}:${node.start}`);
      const outer = `const __overlayerOuter = globalThis.${innermostLoop};`;
      inserts.push({ at: around.start, text: `{ ${outer} globalThis.${innermostLoop} = ${name}; try { ` });
      inserts.push({ at: around.end, text: ` } finally { globalThis.${innermostLoop} = __overlayerOuter; } }` });
    }
    for (const child of childrenOf(node)) visit(child, node.type === "LabeledStatement" ? around : child);
  };
  const program = programOf(file, source);
  visit(program, program);
  return insertAll(source, inserts);
}
