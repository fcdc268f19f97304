import type { OptionPath } from "./application.ts";
import { renderedFields } from "./compare/rendered.ts";
import { isUniform, rowsOf } from "./compare/rows.ts";
import type { ComparedRow, Comparison } from "./comparison.ts";
import type { Evaluation } from "./evaluate/environment.ts";
import type { Trees } from "./evaluate/modules.ts";
import { trace } from "./evaluate/trace.ts";
import { optionsOf } from "./explain/options.ts";
import { variations } from "./explain/influences.ts";
import { evaluateFleet } from "./fleet.ts";
import { type Issue, isError } from "./issue.ts";
import { isEqual } from "./kubernetes/compare.ts";
import type { Json } from "./kubernetes/json.ts";
import type { Manifest } from "./kubernetes/manifest.ts";
import { type Applications, planObjects } from "./objects.ts";
import { formatPath } from "./report/value.ts";

/** What of the environments is compared: also what all of them have the same, and the lines. */
export interface Compared {
  readonly comparison: Comparison;
  readonly issues: readonly Issue[];
}

/**
 * What differs between environments: the options that not all of them have the same, with the lines that set them, and
 * such rendered fields, with the options that they depend on. All environments without names, in the order of those.
 */
export async function compareEnvironments(
  names: readonly string[],
  trees: Trees,
  applications: Applications,
): Promise<Compared> {
  const { base, environments, issues } = await evaluateFleet(trees, names);
  const asked = base !== undefined && names.includes("base") ? [base, ...environments] : environments;
  const planned = await Promise.all(asked.map((one) => planObjects(one, base, trees, applications)));
  const sound = asked.flatMap((evaluation, index) => {
    const { manifests = [], issues: wrong = [] } = planned[index] ?? {};
    return wrong.some(isError) ? [] : [{ evaluation, manifests }];
  });
  const comparison = {
    environments: sound.map(({ evaluation }) => evaluation.name),
    options: await optionRows(sound.map(({ evaluation }) => evaluation), trees),
    fields: fieldRows(sound, applications),
  };
  return { comparison, issues: [...issues, ...planned.flatMap((one) => one.issues)] };
}

async function optionRows(evaluations: readonly Evaluation[], trees: Trees): Promise<readonly ComparedRow[]> {
  const options = evaluations.map(({ instances }) => optionsOf(instances));
  const values = options.map((all) => new Map(all.map(({ path, value }) => [formatPath(path), { value }])));
  const differing = new Set(rowsOf(values).filter((row) => !isUniform(row)).map(({ subject }) => subject));
  const columns = await Promise.all(
    evaluations.map(async (evaluation, index) => {
      const traced = await trace(evaluation, trees);
      const shown = (options[index] ?? []).filter(({ path }) => differing.has(formatPath(path)));
      return new Map(
        shown.map(({ path, value }) => {
          const { set } = traced.where(plainPath(path));
          return [formatPath(path), { value, ...(set === undefined ? {} : { set: set.key }) }];
        }),
      );
    }),
  );
  return rowsOf(columns);
}
