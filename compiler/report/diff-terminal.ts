import type { ObjectChange } from "../change.ts";
import type { ChangeGroup, Review, ReviewedField, ReviewedObject, Totals, Verdict } from "../environment-change.ts";
import { displayName, namespaceOf } from "../kubernetes/identity.ts";
import { inHumanOrder } from "../kubernetes/order.ts";
import { isSameTotal, resources } from "./amount.ts";
import { causeText } from "./causes.ts";
import { sum, sumOfEnvironments, verdictWords } from "./consequences.ts";
import { fieldChangeLines, signedLines } from "./field-change.ts";
import { impactLines } from "./impact-terminal.ts";
import { count, type Layout, type Style, styleOf } from "./style.ts";
import { listNames, visible, widthOfNames, wrap } from "./text.ts";
import { formatTree } from "./value.ts";

const marks = {
  created: { sign: "+", color: "green" },
  deleted: { sign: "-", color: "red" },
  renamed: { sign: "~", color: "yellow" },
  changed: { sign: "~", color: "yellow" },
} as const;

/**
 * A review for a terminal: the sum, what the cluster does with it, each group of environments with its changes (not in a
 * summary), what it costs, then the names of the others. `isPartial`: some environments could not be compared.
 */
export function renderDiff(
  review: Review,
  layout: Layout & { readonly isSummary?: boolean; readonly isPartial?: boolean },
): string {
  const { environments, groups } = review;
  const style = styleOf(layout.color);
  const unchanged = environments.filter(({ status }) => status === "unchanged").map(({ name }) => name);
  if (groups.length === 0) {
    const where = layout.isPartial ? "No change in those that could be compared" : "No change";
    return `${where}: ${count(environments.length, "environment")} as before.\n`;
  }
  const impacts = impactLines(groups, layout.width, style);
  const lines = [
    style(
      "bold",
      [sumOfEnvironments(review), ...sumOfObjects(environments.flatMap(({ changes }) => changes))].join(": "),
    ),
    ...(impacts.length === 0 ? [] : ["", ...impacts]),
    ...(layout.isSummary ? [] : groups.flatMap((group) => ["", ...groupLines(group, layout.width, style)])),
  ];
  if (!isSameTotal(review.totals)) {
    lines.push("", ...wrap(`requests in all: ${formatTotals(review.totals).join(", ")}`, layout.width));
  }
  if (unchanged.length > 0)
    lines.push("", style("dim", `= unchanged: ${listNames(unchanged, widthOfNames(layout.width) - 13)}`));
  return `${lines.join("\n")}\n`;
}

/** `1 object created, 2 changed (5 fields)`; nothing where an environment was only renamed. */
function sumOfObjects(changes: readonly ObjectChange[]): readonly string[] {
  if (changes.length === 0) return [];
  const fields = changes.flatMap((change) => (change.change === "changed" ? change.fields : [])).length;
  const objects = sum(
    "object",
    (["created", "deleted", "changed"] as const).map(
      (change) => [change, changes.filter((object) => object.change === change).length] as const,
    ),
  );
  return [fields === 0 ? objects : `${objects} (${count(fields, "field")})`];
}

function groupLines({ environments }: ChangeGroup, width: number, style: Style): readonly string[] {
  const [first, ...others] = environments;
  if (first.status === "unchanged") return [];
  const { sign, color } = marks[first.status];
  const names = listNames(
    environments.map(({ name }) => name),
    widthOfNames(width) - 34,
  );
  const was = first.renamedFrom === undefined ? "" : `  was ${visible(first.renamedFrom)}`;
  const place =
    others.length === 0 ? `${visible(first.file)}${was}` : `the same in ${environments.length} environments`;
  const totals = formatTotals(first.totals);
  return [
    `${style(color, sign)} ${style("bold", names)}  ${place}`,
    ...(first.status === "deleted"
      ? wrap(deletedObjects(first.changes), width - 2).map((line) => `  ${line}`)
      : first.changes.flatMap((change) => reviewedLines(change, width, style))),
    ...(totals.length === 0 ? [] : [`  requests${others.length === 0 ? "" : " in each"}: ${totals.join(", ")}`]),
  ];
}

/** What is in the objects of an environment that goes as a whole is of no interest any more. */
function deletedObjects(changes: readonly ObjectChange[]): string {
  const names = changes.map(({ object }) => visible(displayName(object)));
  return `${count(changes.length, "object")}: ${names.join(", ")}`;
}

/** What changes of the requests, each like `memory 20Gi → 30Gi`. */
function formatTotals({ before, after }: Totals): readonly string[] {
  const changed = resources.filter(({ amount }) => amount(before) !== amount(after));
  return changed.map(({ name, amount, format }) => `${name} ${format(amount(before))} → ${format(amount(after))}`);
}

/** One object with its changed fields and, below those that it made change, each cause once. */
function reviewedLines(change: ReviewedObject, width: number, style: Style): readonly string[] {
  if (change.change !== "changed") return [...objectLines(change, width, style), ...causeLines(change, width, style)];
  const lines = change.fields.flatMap((field, index) => {
    const next = change.fields[index + 1];
    const isLast = next === undefined || originOf(next) !== originOf(field);
    const own = fieldChangeLines(field, width - 6, style).map((line) => `      ${line}`);
    return isLast ? [...own, ...causeLines(field, width, style)] : own;
  });
  return [heading(change, style), ...lines];
}

function causeLines(origin: Pick<ReviewedField, "impact" | "causes">, width: number, style: Style): readonly string[] {
  const text = originOf(origin);
  const lines = text === undefined ? [] : wrap(visible(text), width - 10);
  return lines.map((line, index) => `        ${style("dim", `${index === 0 ? "↳" : " "} ${line}`)}`);
}

/** What goes without saying, and has no known cause, is left out. */
function originOf({ impact, causes }: Pick<ReviewedField, "impact" | "causes">): string | undefined {
  const what = verdictWords[impact.verdict];
  if (causes === undefined) return plainVerdicts.has(impact.verdict) ? undefined : what;
  if (causes.length > 0) return `${what}; from ${causes.map(causeText).join("; ")}`;
  return `${what}; no option is behind it, but Overlayer itself or an edit of the generated files`;
}

const plainVerdicts: ReadonlySet<Verdict> = new Set(["live", "creates", "deletes", "harmless"]);

/** One object with its changed fields; a created or deleted one whole. */
export function objectLines(change: ObjectChange, width: number, style: Style): readonly string[] {
  const lines =
    change.change === "changed"
      ? change.fields.flatMap((field) => fieldChangeLines(field, width - 6, style))
      : signedLines(change.change === "created" ? "+" : "-", formatTree(inHumanOrder(change.object)), width - 6, style);
  return [heading(change, style), ...lines.map((line) => `      ${line}`)];
}

function heading(change: ObjectChange, style: Style): string {
  const { sign, color } = marks[change.change];
  const namespace = namespaceOf(change.object);
  const place = namespace === undefined ? "" : style("dim", `  namespace ${visible(namespace)}`);
  const renamed = "renamedFrom" in change ? style("dim", `  was ${visible(change.renamedFrom ?? "")}`) : "";
  return `  ${style(color, sign)} ${style("bold", visible(displayName(change.object)))}${place}${renamed}`;
}
