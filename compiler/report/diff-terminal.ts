import type { EnvironmentChange, ObjectChange } from "../change.ts";
import { displayName, namespaceOf } from "../kubernetes/identity.ts";
import { inHumanOrder } from "../kubernetes/order.ts";
import { fieldChangeLines, signedLines } from "./field-change.ts";
import { count, type Layout, type Style, styleOf } from "./style.ts";
import { listNames, visible } from "./text.ts";
import { formatTree } from "./value.ts";

const marks = {
  created: { sign: "+", color: "green" },
  deleted: { sign: "-", color: "red" },
  changed: { sign: "~", color: "yellow" },
} as const;

/** The change of all environments for a terminal: the sum, then each changed environment, then the names of the others. */
export function renderDiff(environments: readonly EnvironmentChange[], layout: Layout): string {
  const style = styleOf(layout.color);
  const changed = environments.filter(({ status }) => status !== "unchanged");
  const unchanged = environments.filter(({ status }) => status === "unchanged").map(({ name }) => name);
  if (changed.length === 0) return `No change: ${count(environments.length, "environment")} as before.\n`;
  const lines = [
    style("bold", `${sumOfEnvironments(environments)}: ${sumOfObjects(changed.flatMap(({ changes }) => changes))}`),
    ...changed.flatMap((environment) => ["", ...environmentLines(environment, layout.width, style)]),
  ];
  if (unchanged.length > 0) lines.push("", style("dim", `= unchanged: ${listNames(unchanged, layout.width - 13)}`));
  return `${lines.join("\n")}\n`;
}

/** `1 environment created, 2 changed, 5 unchanged`. */
function sumOfEnvironments(environments: readonly EnvironmentChange[]): string {
  return sum(
    "environment",
    (["created", "deleted", "changed", "unchanged"] as const).map(
      (status) => [status, environments.filter((environment) => environment.status === status).length] as const,
    ),
  );
}

/** `1 object created, 2 changed (5 fields)`. */
function sumOfObjects(changes: readonly ObjectChange[]): string {
  const fields = changes.flatMap((change) => (change.change === "changed" ? change.fields : [])).length;
  const objects = sum(
    "object",
    (["created", "deleted", "changed"] as const).map(
      (change) => [change, changes.filter((object) => object.change === change).length] as const,
    ),
  );
  return fields === 0 ? objects : `${objects} (${count(fields, "field")})`;
}

/** What there is any of, the noun with the first: `1 object created, 2 changed`. */
function sum(noun: string, parts: readonly (readonly [what: string, number: number])[]): string {
  const present = parts.filter(([, number]) => number > 0);
  if (present.length === 0) return count(0, noun);
  return present.map(([what, number], index) => `${index === 0 ? count(number, noun) : number} ${what}`).join(", ");
}

function environmentLines(environment: EnvironmentChange, width: number, style: Style): readonly string[] {
  if (environment.status === "unchanged") return [];
  const { sign, color } = marks[environment.status];
  const heading = `${style(color, sign)} ${style("bold", visible(environment.name))}  ${visible(environment.file)}`;
  return [heading, ...environment.changes.flatMap((change) => objectLines(change, width, style))];
}

/** One object with its changed fields; a created or deleted one whole. */
export function objectLines(change: ObjectChange, width: number, style: Style): readonly string[] {
  const { sign, color } = marks[change.change];
  const lines =
    change.change === "changed"
      ? change.fields.flatMap((field) => fieldChangeLines(field, width - 6, style))
      : signedLines(change.change === "created" ? "+" : "-", formatTree(inHumanOrder(change.object)), width - 6, style);
  const namespace = namespaceOf(change.object);
  const place = namespace === undefined ? "" : style("dim", `  namespace ${visible(namespace)}`);
  const heading = `  ${style(color, sign)} ${style("bold", visible(displayName(change.object)))}${place}`;
  return [heading, ...lines.map((line) => `      ${line}`)];
}
