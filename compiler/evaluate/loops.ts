import { type Node, parseSync } from "oxc-parser";
import type { Location } from "../issue.ts";
import type { Source } from "./evaluate.ts";
import { childrenOf, insertAll } from "./instrument.ts";
import type { Limits } from "./limits.ts";
import { compilerId, fileOf, idOf, modulesOf, type Trees } from "./modules.ts";
import { rangeOf } from "./range.ts";
import { startSandbox } from "./sandbox.ts";

/**
 * Finds the loop that an environment did not leave: the engine knows positions of calls only, so it runs once more with
 * a call at the beginning of each loop's body.
 */
export async function locateLoop(source: Source, trees: Trees, limits: Limits): Promise<Location | undefined> {
  const language = compilerId(trees, "compiler/language/");
  const modules = modulesOf(trees, {
    module: "",
    apply: (id, text) => (id.startsWith(language) ? text : markLoops(id, text)),
  });
  const manifest = `${language}manifest.ts`;
  const sandbox = await startSandbox(modules, limits, manifest);
  const outcome = await sandbox.run(
    `import { manifest } from ${JSON.stringify(manifest)};
import * as environment from ${JSON.stringify(idOf(source.file))};
export const text = manifest(environment);`,
    [],
  );
  if (outcome.kind !== "limit") return undefined;
  for (const [, id = "", line] of outcome.stack.matchAll(/\((\/.*\.ts):(\d+):\d+\)$/gm)) {
    const module = modules.transpiled(id);
    const code = module !== undefined && "code" in module ? module.code.split("\n")[Number(line) - 1] : "";
    const offset = /\(\(\) => \{\}\)\((\d+)\)/.exec(code ?? "")?.[1];
    if (offset === undefined) continue;
    const text = modules.sourceOf(id) ?? "";
    return rangeOf(fileOf(id), text, Number(offset), Number(offset) + 1);
  }
  return undefined;
}

function markLoops(file: string, source: string): string {
  const inserts: { at: number; text: string }[] = [];
  const visit = (node: Node): void => {
    const isLoop = /^(For|ForIn|ForOf|While|DoWhile)Statement$/.test(node.type);
    if (isLoop && "body" in node && isBody(node.body)) {
      inserts.push({ at: node.body.start, text: `{(()=>{})(${node.start});` }, { at: node.body.end, text: "}" });
    }
    for (const child of childrenOf(node)) visit(child);
  };
  visit(parseSync(file, source, { lang: "ts" }).program);
  return insertAll(source, inserts);
}

function isBody(body: unknown): body is { start: number; end: number } {
  return typeof body === "object" && body !== null && "start" in body && "end" in body;
}
