import type { Issue } from "../issue.ts";
import type { JsonObject } from "../kubernetes/json.ts";

import { issuesOf, mergeIssues } from "./issues.ts";
import { defaultLimits, type Limits } from "./limits.ts";
import { parseManifested } from "./manifested.ts";
import { compilerId, entryOf, fileOf, idOf, type Modules, modulesOf, type Trees } from "./modules.ts";
import { startSandbox } from "./sandbox.ts";

/** An environment: its name (`eu/prod`) and its file in the repository (`environments/eu/prod.ts`). */
export interface Source {
  readonly name: string;
  readonly file: string;
}

/** What an environment's file evaluates to. */
export interface Evaluation extends Source {
  /** Name of the application that its layers configure. */
  readonly application: string;
  /** All options, the application's defaults included. */
  readonly options: JsonObject;
  /** Every file that was read, sorted; the compiler's own begin with `overlayer/`. */
  readonly reads: readonly string[];
}

/** Evaluations of the environments without an issue, and all issues of the others. */
export interface Evaluated {
  readonly evaluations: readonly Evaluation[];
  readonly issues: readonly Issue[];
}

/** Evaluates environments in a sandbox, each on its own: one that fails or never ends takes nothing from the others. */
export async function evaluate(
  sources: readonly Source[],
  trees: Trees,
  limits: Limits = defaultLimits,
): Promise<Evaluated> {
  const modules = modulesOf(trees);
  const manifest = compilerId(trees, "compiler/language/manifest.ts");
  const sandbox = await startSandbox(modules, limits, manifest);
  const evaluations = new Map<Source, Evaluation>();
  const issues = new Map<Source, readonly Issue[]>();
  for (const { first, members } of groupByImports(sources, modules)) {
    for (const source of members) {
      const outcome = await sandbox.run(entryOf(manifest, "manifest", source.file), first);
      const manifested = outcome.kind === "text" ? parseManifested(outcome.text) : undefined;
      if (manifested !== undefined && manifested.problems.length === 0) {
        const reads = modules.readsOf(idOf(source.file)).map(fileOf);
        evaluations.set(source, { ...source, application: manifested.application, options: manifested.options, reads });
      } else issues.set(source, await issuesOf({ source, outcome, manifested, trees, limits, modules }));
    }
  }
  return {
    evaluations: sources.flatMap((source) => evaluations.get(source) ?? []),
    issues: mergeIssues(sources.flatMap((source) => issues.get(source) ?? [])),
  };
}

interface Group {
  readonly first: readonly string[];
  readonly members: readonly Source[];
}

/** Environments that import the same modules in the same order: those can be evaluated once for all of them. */
function groupByImports(sources: readonly Source[], modules: Modules): readonly Group[] {
  const groups = new Map<string, Source[]>();
  for (const source of sources) {
    const imports = JSON.stringify(modules.importsOf(idOf(source.file)));
    const group = groups.get(imports);
    if (group === undefined) groups.set(imports, [source]);
    else group.push(source);
  }
  return [...groups].map(([imports, members]) => ({ first: members.length > 1 ? JSON.parse(imports) : [], members }));
}
