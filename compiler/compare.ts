import { optionsOf, withLines } from "./compare/options.ts";
import { type RenderedFields, renderedFields, withoutNamespaces } from "./compare/rendered.ts";
import { rowsOf } from "./compare/rows.ts";
import { type ComparedRow, type Comparison, isUniform } from "./comparison.ts";
import type { Evaluation } from "./evaluate/environment.ts";
import type { Trees } from "./evaluate/modules.ts";
import { startTracing } from "./evaluate/trace.ts";
import { valueAt } from "./explain/fields.ts";
import { variations } from "./explain/influences.ts";
import { evaluateFleet } from "./fleet.ts";
import { type Issue, isError } from "./issue.ts";
import { isEqual } from "./kubernetes/compare.ts";
import type { Json } from "./kubernetes/json.ts";
import type { Manifest } from "./kubernetes/manifest.ts";
import { type Applications, planObjects } from "./objects.ts";
import { formatPath } from "./report/value.ts";

/** An environment with the objects that its options make. */
interface Rendered {
  readonly evaluation: Evaluation;
  readonly manifests: readonly Manifest[];
}

/**
 * What differs between environments: the options that not all of them have the same, with the lines that set them, and
 * such rendered fields, with the options that they depend on. All environments without names; those with errors are
 * left out.
 */
export async function compareEnvironments(
  names: readonly string[],
  trees: Trees,
  applications: Applications,
): Promise<{ readonly comparison: Comparison; readonly issues: readonly Issue[] }> {
  const { base, environments, issues } = await evaluateFleet(trees, names);
  const asked = base !== undefined && names.includes("base") ? [base, ...environments] : environments;
  const planned = await Promise.all(asked.map((one) => planObjects(one, base, trees, applications)));
  const rendered = planned.filter((one) => !one.issues.some(isError));
  const options = await optionRows(rendered, trees);
  const differing = new Set(options.map(({ subject }) => subject));
  const comparison = {
    environments: rendered.map(({ name }) => name),
    options,
    fields: fieldRows(rendered, differing, applications),
  };
  return { comparison, issues: [...issues, ...planned.flatMap((one) => one.issues)] };
}

/** All options × all environments, without lines. */
export function allOptions(evaluations: readonly Pick<Evaluation, "instances">[]): readonly ComparedRow[] {
  return rowsOf(evaluations.map(({ instances }) => optionsOf(instances)));
}

async function optionRows(rendered: readonly Rendered[], trees: Trees): Promise<readonly ComparedRow[]> {
  const evaluations = rendered.map(({ evaluation }) => evaluation);
  const differing = new Set(
    allOptions(evaluations)
      .filter(isDifferent)
      .map(({ subject }) => subject),
  );
  const trace = await startTracing(trees);
  const columns = [];
  for (const evaluation of evaluations) {
    const { where } = await trace(evaluation);
    columns.push(withLines(optionsOf(evaluation.instances), differing, (path) => where(path).set?.key));
  }
  return rowsOf(columns);
}

function fieldRows(
  rendered: readonly Rendered[],
  differing: ReadonlySet<string>,
  applications: Applications,
): readonly ComparedRow[] {
  const [first] = rendered;
  if (first === undefined) return [];
  const columns = rendered.map(({ manifests }) => renderedFields(manifests, first.manifests));
  const neutral = columns.map((fields, index) => withoutNamespaces(fields, rendered[index]?.manifests ?? []));
  // what differs by the environment's own namespace alone says nothing more than the option does
  const telling = new Set(
    rowsOf(neutral.map(valuesOf))
      .filter(isDifferent)
      .map(({ subject }) => subject),
  );
  const rows = rowsOf(columns.map(valuesOf)).filter((row) => telling.has(row.subject) && isDifferent(row));
  const dependencies = dependenciesOf(first, applications);
  return rows.map((row) => ({ ...row, from: dependencies(row.subject).filter((option) => differing.has(option)) }));
}

/** Options of an environment on which a rendered field depends, by the name of the field. */
function dependenciesOf({ evaluation, manifests }: Rendered, applications: Applications) {
  const { instances } = evaluation;
  const [only = {}, ...more] = instances.map(({ options }) => options);
  const options: Json = more.length === 0 ? only : [only, ...more];
  const original = renderedFields(manifests, manifests);
  const derive = (changed: Json): RenderedFields => {
    const objects = instances.flatMap(
      ({ application, path }) => applications.get(application)?.manifests(valueAt(changed, path)) ?? [],
    );
    return renderedFields(objects, manifests);
  };
  const varied = variations(options, derive).map(({ path, derived }) => {
    return { option: formatPath(path.map((step) => (typeof step === "number" ? { index: step } : step))), derived };
  });
  return (field: string): readonly string[] => {
    const behind = varied.filter(({ derived }) => !isEqual(derived.get(field), original.get(field)));
    return [...new Set(behind.map(({ option }) => option))];
  };
}

function valuesOf(fields: RenderedFields) {
  return new Map([...fields].map(([subject, value]) => [subject, { value }]));
}

function isDifferent(row: ComparedRow): boolean {
  return !isUniform(row);
}
