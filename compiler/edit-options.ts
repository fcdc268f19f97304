import { isDeepStrictEqual } from "node:util";
import type { OptionEdit } from "./application.ts";
import { baseFile, listEnvironments, selectSources } from "./environments.ts";
import type { Environment } from "./evaluate/environment.ts";
import { evaluate } from "./evaluate/evaluate.ts";
import type { Trees } from "./evaluate/modules.ts";
import { rangeOf } from "./evaluate/range.ts";
import { valueAt } from "./explain/fields.ts";
import type { Issue } from "./issue.ts";
import { isObject, type Json } from "./kubernetes/json.ts";
import { formatEdit } from "./report/scale.ts";
import { editedTree, type Files } from "./tree.ts";

/** An edit of an option of an environment, or of the base; `instance` is the index in a list of instances. */
export interface EnvironmentEdit extends OptionEdit {
  readonly environment: Environment;
  readonly instance?: number;
}

/** What edits make of the source files. */
export interface EditedSources {
  /** The new texts of the files that change. */
  readonly files: Files;
  readonly edits: readonly EnvironmentEdit[];
  /** Those of them that change nothing, as the text says that already. */
  readonly unchanged: readonly EnvironmentEdit[];
}

/**
 * Puts edits into the source files, and evaluates them to see that each took effect: all of them or none. What is
 * otherwise wrong with the result is for `compile` to find.
 */
export async function editOptions(
  edits: readonly EnvironmentEdit[],
  trees: Trees,
): Promise<EditedSources | { readonly issues: readonly Issue[] }> {
  // the editor takes longer to load than everything else that a run needs
  const { setOption } = await import("./edit/set-option.ts");
  const files = new Map<string, string>();
  const unchanged: EnvironmentEdit[] = [];
  const issues: Issue[] = [];
  for (const edit of edits) {
    const { file, key } = edit.environment;
    const before = files.get(file) ?? trees.repository.read(file) ?? "";
    const edited = setOption(file, before, key, edit, edit.instance);
    if ("reason" in edited) {
      const { reason, start, end } = edited;
      issues.push(byHand(reason, edit, edits, rangeOf(file, before, start, end)));
    } else if (edited.text === before) unchanged.push(edit);
    else files.set(file, edited.text);
  }
  if (issues.length > 0) return { issues };
  const lost = await withoutEffect(edits, { ...trees, repository: editedTree(trees.repository, files) });
  return lost.length > 0 ? { issues: lost } : { files, edits, unchanged };
}

/** An issue for each edit that something in the file overrules, such as a layer above the one that was edited. */
async function withoutEffect(edits: readonly EnvironmentEdit[], trees: Trees): Promise<readonly Issue[]> {
  const names = edits.map(({ environment }) => environment.name);
  const asked = selectSources(listEnvironments(trees.repository).sources, names);
  const { evaluations } = await evaluate([{ name: "base", file: baseFile, single: true }, ...asked], trees);
  return edits.flatMap((edit) => {
    const { environment, instance = 0, path, value } = edit;
    const evaluation = evaluations.find(({ name }) => name === environment.name);
    if (value === undefined || evaluation === undefined) return [];
    const present = valueAt(evaluation.instances[instance]?.options, path);
    if (present !== undefined && holds(present, value)) return [];
    const stays = present === undefined ? "absent" : JSON.stringify(present);
    const reason = `${path.join(".")} stays ${stays} when it is set in ${environment.file}`;
    return [byHand(reason, edit, edits, { file: environment.file, line: 1, column: 1 })];
  });
}

/** True where a value has all of another: a map that is set merges with those of the layers below. */
function holds(present: Json, value: Json): boolean {
  if (!isObject(present) || !isObject(value)) return isDeepStrictEqual(present, value);
  return Object.entries(value).every(([name, field]) => {
    const inside = valueAt(present, [name]);
    return inside !== undefined && holds(inside, field);
  });
}

function byHand(
  message: string,
  { environment }: EnvironmentEdit,
  edits: readonly EnvironmentEdit[],
  location: NonNullable<Issue["location"]>,
): Issue {
  const wanted = edits.filter((one) => one.environment.name === environment.name).map(formatEdit);
  return {
    code: "edit/computed",
    message,
    environment: environment.name,
    location,
    why: "only values that are written out can be changed by a command.",
    hint: `change it by hand, so that ${environment.name} has ${wanted.join(", ")}.`,
  };
}
