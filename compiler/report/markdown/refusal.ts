import type { ChangeGroup, Impact, ReviewedField, ReviewedObject } from "../../environment-change.ts";
import { causeText } from "../causes.ts";
import type { Forms } from "../forms.ts";
import { listNames, shorten } from "../text.ts";
import { formatPath, formatValue } from "../value.ts";
import { code, fence, prose } from "./escape.ts";

/** A change that does not end well: what the object's fields have in common. */
interface Refusal {
  readonly impact: Impact;
  readonly fields: readonly ReviewedField[];
}

/** What the API server refuses in a group's environments, and what would be deleted and created again. */
export function refusals({ environments }: ChangeGroup): readonly Forms[] {
  const [first] = environments;
  const names = listNames(
    environments.map(({ name }) => name),
    300,
  );
  return first.changes.flatMap(refusalsOf).map((refusal): Forms => {
    const title = `${prose(shorten(refusal.impact.message, 400))}, in ${prose(names)}`;
    return [alert(title, refusal, true), alert(title, refusal, false), `> [!CAUTION]\n> ${title}\n\n`];
  });
}

function refusalsOf(object: ReviewedObject): readonly Refusal[] {
  const isRefused = ({ verdict }: Impact) => verdict === "refused" || verdict === "replaces";
  if (object.change !== "changed") return isRefused(object.impact) ? [{ impact: object.impact, fields: [] }] : [];
  const fields = object.fields.filter(({ impact }) => isRefused(impact));
  const messages = [...new Set(fields.map(({ impact }) => impact.message))];
  return messages.flatMap((message) => {
    const together = fields.filter(({ impact }) => impact.message === message);
    return together[0] === undefined ? [] : [{ impact: together[0].impact, fields: together }];
  });
}

function alert(title: string, { impact, fields }: Refusal, isWhole: boolean): string {
  const { answer, delivery, remedy } = impact;
  const paragraphs = [
    `**${title}**`,
    fields.map((field) => `- ${fieldText(field)}`).join("\n"),
    ...(answer === undefined ? [] : [`The API server's words: ${code(answer)}`]),
    ...(remedy === undefined
      ? []
      : [`What to do:\n\n${remedy.steps.map((step, index) => stepText(step, index, isWhole)).join("\n")}`]),
    ...(delivery === undefined || !isWhole
      ? []
      : [`- Flux: ${prose(delivery.flux)}\n- Argo CD: ${prose(delivery.argoCd)}`]),
  ].filter((text) => text !== "");
  const quoted = paragraphs
    .join("\n\n")
    .split("\n")
    .map((line) => (line === "" ? ">" : `> ${line}`));
  return `> [!CAUTION]\n${quoted.join("\n")}\n\n`;
}

function fieldText(field: ReviewedField): string {
  const values = [
    ...("old" in field ? [code(shorten(formatValue(field.old), 120))] : []),
    ...("new" in field ? [code(shorten(formatValue(field.new), 120))] : []),
  ];
  const causes = (field.causes ?? []).map((cause) => code(causeText(cause)));
  const set = causes.length === 0 ? "" : `, set by ${causes.join(", ")}`;
  return `${code(formatPath(field.path))}: ${values.join(" → ")}${set}`;
}

function stepText(
  step: { readonly text: string; readonly commands?: readonly string[] },
  index: number,
  isWhole: boolean,
): string {
  const number = `${index + 1}. `;
  const commands = step.commands ?? [];
  if (commands.length === 0 || !isWhole) return `${number}${prose(step.text)}`;
  const block = fence("sh", commands)
    .split("\n")
    .map((line) => `${" ".repeat(number.length)}${line}`);
  return `${number}${prose(step.text)}\n${block.join("\n")}`;
}
