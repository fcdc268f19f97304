import type { OptionPath } from "./application.ts";
import type { Evaluation } from "./evaluate/environment.ts";
import type { Trace } from "./evaluate/trace.ts";
import { valueAt } from "./explain/fields.ts";
import type { Unrepresentable } from "./factor/representable.ts";
import type { Issue } from "./issue.ts";
import { isManifest } from "./kubernetes/identity.ts";
import { isList, type JsonObject } from "./kubernetes/json.ts";
import { losses, lossesIn } from "./kubernetes/losses.ts";

/** What an object cannot have, and the option that has it too: an empty path where none has. */
interface LossIn extends Unrepresentable {
  readonly path: OptionPath;
}

/** Finds the option that brought a loss to the objects. */
export function lossIn({ instances }: Evaluation, loss: Unrepresentable): LossIn {
  const { message, problem } = loss;
  const paths = instances.flatMap((one) => lossyOptions(one.options, problem).map((path) => [...one.path, ...path]));
  // of several the one that is called as the field is
  const path = paths.find((one) => message.endsWith(`.${one.at(-1)}: ${problem}`)) ?? paths[0] ?? [];
  return { ...loss, path };
}

/** The issue at the line of the option, or without one in the environment's file. */
export function locatedLoss({ problem: _, path, ...issue }: LossIn, { name, file }: Evaluation, traced: Trace): Issue {
  const found = path.length === 0 ? undefined : traced.where(path).set?.value;
  return { ...issue, environment: name, location: found ?? { file, line: 1, column: 1 } };
}

/** Paths of what has the problem by itself, and of extra objects that have it as a whole. */
function lossyOptions(options: JsonObject, problem: string): readonly OptionPath[] {
  const extra = isList(options["extraObjects"]) ? options["extraObjects"] : [];
  const objects = extra.flatMap((object, index) =>
    isManifest(object) && losses([object]).some((one) => one.problem === problem) ? [["extraObjects", index]] : [],
  );
  const inside = lossesIn(options).filter((one) => one.problem === problem);
  return [...inside.map(({ path }) => withIndexes(options, path)), ...objects];
}

function withIndexes(options: JsonObject, path: readonly string[]): OptionPath {
  return path.map((step, at) => (isList(valueAt(options, path.slice(0, at))) ? Number(step) : step));
}
