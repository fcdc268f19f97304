import { readdirSync, readFileSync } from "node:fs";
import type { Evaluation, Source } from "../../compiler/evaluate/environment.ts";
import { type Evaluated, evaluate } from "../../compiler/evaluate/evaluate.ts";
import type { Limits } from "../../compiler/evaluate/limits.ts";
import type { Trees } from "../../compiler/evaluate/modules.ts";
import type { JsonObject } from "../../compiler/kubernetes/json.ts";
import { treeOf } from "../../compiler/tree.ts";

const language = "compiler/language";

/** An application for tests, small enough to see what it does. */
const defaults = `import { application } from "../../compiler/language/language.ts";

export interface Options {
  servers: number;
  memory: string;
  heap: string;
  storage: { size: string; className?: string };
  labels: Record<string, string>;
  args: string[];
  extra?: unknown;
}

export const app = application<Options>("app", {
  servers: 3,
  memory: "1Gi",
  heap: (self) => self.memory + "/2",
  storage: { size: "10Gi" },
  labels: { tier: "data" },
  args: ["a", "b"],
});
`;

const compiler = treeOf(
  new Map([
    ["apps/app/defaults.ts", defaults],
    ...readdirSync(language).map((name): [string, string] => [
      `${language}/${name}`,
      readFileSync(`${language}/${name}`, "utf8"),
    ]),
  ]),
);

/** A repository of the given files beside a compiler with the application `app`. */
export function treesOf(files: Readonly<Record<string, string>>): Trees {
  return { repository: treeOf(new Map(Object.entries(files))), compiler };
}

/** Files whose names have no folder are environments. */
function environmentsIn(files: Readonly<Record<string, string>>): readonly Source[] {
  return Object.keys(files)
    .filter((file) => !file.includes("/"))
    .map((file) => ({ name: file.replace(/\.ts$/, ""), file }));
}

/** The options of an environment that is one instance. */
export function optionsOf(evaluation: Evaluation | undefined): JsonObject {
  const [only, ...others] = evaluation?.instances ?? [];
  if (only === undefined || others.length > 0) throw new Error("not one instance");
  return only.options;
}

/** Evaluates all environments of a repository. */
export function evaluateAll(files: Readonly<Record<string, string>>, limits?: Limits): Promise<Evaluated> {
  return evaluate(environmentsIn(files), treesOf(files), limits);
}
