import type { OptionPath } from "./application.ts";
import { optionsOf, withLines } from "./compare/options.ts";
import { type RenderedFields, renderedFields, withOthers, withoutOwnNames } from "./compare/rendered.ts";
import { rowsOf } from "./compare/rows.ts";
import { type ComparedRow, type Comparison, isUniform } from "./comparison.ts";
import type { Evaluation, Instance } from "./evaluate/environment.ts";
import type { Trees } from "./evaluate/modules.ts";
import { startTracing } from "./evaluate/trace.ts";
import { variations } from "./explain/influences.ts";
import { evaluateFleet } from "./fleet.ts";
import { type Issue, isError } from "./issue.ts";
import { isEqual } from "./kubernetes/compare.ts";
import type { Json } from "./kubernetes/json.ts";
import type { Manifest } from "./kubernetes/manifest.ts";
import { oncePer } from "./kubernetes/remembering.ts";
import { type Applications, planObjects } from "./objects.ts";
import { formatPath } from "./report/value.ts";

/** An environment, or one of the several instances of one, with the objects that its options make. */
interface Column {
  readonly name: string;
  readonly evaluation: Evaluation;
  readonly instance: Instance;
  readonly manifests: readonly Manifest[];
}

/**
 * What differs between environments: the options that not all of them have the same, with the lines that set them, and
 * such rendered fields, with the options that they depend on. Each instance of an environment of several stands for itself,
 * as `multi[0]`. All environments without names; those with errors are left out.
 */
export async function compareEnvironments(
  names: readonly string[],
  trees: Trees,
  applications: Applications,
): Promise<{ readonly comparison: Comparison; readonly issues: readonly Issue[] }> {
  const { base, environments, issues } = await evaluateFleet(trees, names);
  const asked = base !== undefined && names.includes("base") ? [base, ...environments] : environments;
  const planned = await Promise.all(asked.map((one) => planObjects(one, base, trees, applications)));
  const sound = planned.filter((one) => !one.issues.some(isError));
  const columns = sound.flatMap(({ evaluation }) => columnsOf(evaluation, applications));
  const options = await optionRows(columns, trees);
  const differing = new Set(options.map(({ subject }) => subject));
  const comparison = {
    environments: columns.map(({ name }) => name),
    options,
    fields: fieldRows(columns, differing, applications),
  };
  return { comparison, issues: [...issues, ...planned.flatMap((one) => one.issues)] };
}

function columnsOf(evaluation: Evaluation, applications: Applications): readonly Column[] {
  const { name, instances } = evaluation;
  return instances.map((instance, index) => ({
    name: instances.length === 1 ? name : `${name}[${index}]`,
    evaluation,
    instance,
    manifests: applications.get(instance.application)?.manifests(instance.options) ?? [],
  }));
}

/** All options × all environments, without lines. */
export function allOptions(evaluations: readonly Pick<Evaluation, "instances">[]): readonly ComparedRow[] {
  return rowsOf(evaluations.map(({ instances }) => optionsOf(instances)));
}

async function optionRows(columns: readonly Column[], trees: Trees): Promise<readonly ComparedRow[]> {
  // by the same names in all instances
  const options = columns.map(({ instance }) => optionsOf([{ ...instance, path: [] }]));
  const differing = new Set(
    rowsOf(options)
      .filter(isDifferent)
      .map(({ subject }) => subject),
  );
  const trace = await startTracing(trees);
  const located = [];
  for (const [index, { evaluation, instance }] of columns.entries()) {
    const { where } = await trace(evaluation);
    const setAt = (path: OptionPath) => where([...instance.path, ...path]).set?.key;
    located.push(withLines(options[index] ?? new Map(), differing, setAt));
  }
  return rowsOf(located);
}

function fieldRows(
  rendered: readonly Column[],
  differing: ReadonlySet<string>,
  applications: Applications,
): readonly ComparedRow[] {
  const reference = rendered.reduce<readonly Manifest[]>((all, one) => withOthers(all, one.manifests), []);
  const columns = rendered.map(({ manifests }) => renderedFields(manifests, reference));
  const neutral = columns.map((fields, index) => withoutOwnNames(fields, rendered[index]?.manifests ?? []));
  // what differs by names and the namespace alone says nothing more than these options do
  const telling = new Set(
    rowsOf(neutral.map(valuesOf))
      .filter(isDifferent)
      .map(({ subject }) => subject),
  );
  const rows = rowsOf(columns.map(valuesOf)).filter((row) => telling.has(row.subject) && isDifferent(row));
  const dependencies = oncePer((one: Column) => dependenciesOf(one, reference, applications));
  const from = (one: Column | undefined, { subject }: ComparedRow) =>
    one === undefined ? [] : dependencies(one)(subject).filter((option) => differing.has(option));
  return rows.map((row) => {
    const ofFirst = from(rendered[0], row);
    // of what the first one does not have, options that count for nothing there may tell more
    return { ...row, from: ofFirst.length > 0 ? ofFirst : from(rendered[row.values.findIndex(isPresent)], row) };
  });
}

/** Options of a column on which a rendered field depends, by the name of the field. */
function dependenciesOf({ instance, manifests }: Column, reference: readonly Manifest[], applications: Applications) {
  const original = renderedFields(manifests, reference);
  const derive = (options: Json): RenderedFields =>
    renderedFields(applications.get(instance.application)?.manifests(options) ?? [], reference);
  const varied = variations(instance.options, derive).map(({ path, derived }) => {
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

function isPresent(value: ComparedRow["values"][number]): boolean {
  return value !== undefined;
}

function isDifferent(row: ComparedRow): boolean {
  return !isUniform(row);
}
