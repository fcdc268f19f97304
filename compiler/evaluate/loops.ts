import { type Node, parseSync } from "oxc-parser";
import type { Location } from "../issue.ts";
import { startEngine } from "./engine.ts";
import type { Environment } from "./environment.ts";
import { childrenOf, insertAll } from "./instrument.ts";
import type { Limits } from "./limits.ts";
import { compilerId, entryOf, fileOf, modulesOf, type Trees } from "./modules.ts";
import { rangeOf } from "./range.ts";

/** The global variable that holds the last loop that was entered or repeated: its module's id and offset. */
const lastLoop = "__overlayerLoop";

/**
 * Finds the loop that an environment did not leave. The engine knows positions of calls only, so the environment runs
 * once more with a note at the beginning of each loop's body.
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
  const [id = "", offset] = engine.global(lastLoop).split(":");
  const text = modules.sourceOf(id);
  return text === undefined ? undefined : rangeOf(fileOf(id), text, Number(offset), Number(offset) + 1);
}

function markLoops(file: string, source: string): string {
  const inserts: { at: number; text: string }[] = [];
  const visit = (node: Node): void => {
    const isLoop = /^(For|ForIn|ForOf|While|DoWhile)Statement$/.test(node.type);
    if (isLoop && "body" in node && isBody(node.body)) {
      const note = `globalThis.${lastLoop} = ${JSON.stringify(`${file}:${node.start}`)};`;
      inserts.push({ at: node.body.start, text: `{${note}` }, { at: node.body.end, text: "}" });
    }
    for (const child of childrenOf(node)) visit(child);
  };
  visit(parseSync(file, source, { lang: "ts" }).program);
  return insertAll(source, inserts);
}

function isBody(body: unknown): body is { start: number; end: number } {
  return typeof body === "object" && body !== null && "start" in body && "end" in body;
}
