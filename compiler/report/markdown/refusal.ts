import type { ChangeGroup, ReviewedField } from "../../environment-change.ts";
import { causeText } from "../causes.ts";
import type { Forms } from "../forms.ts";
import { type Refusal, refusalsOf, sameForOthers } from "../refusals.ts";
import { listNames, sentence, shorten } from "../text.ts";
import { formatPath, formatValue } from "../value.ts";
import { code, fence, prose } from "./escape.ts";

/** What the API server refuses in a group's environments, and what would be deleted and created again. */
export function refusals({ environments }: ChangeGroup): readonly Forms[] {
  const [first] = environments;
  const names = listNames(
    environments.map(({ name }) => name),
    300,
  );
  return first.changes.flatMap(refusalsOf).map((refusal): Forms => {
    const title = `${prose(shorten(sentence(refusal.impact.message), 400))}, in ${prose(names)}`;
    const others = sameForOthers(environments);
    return [alert(title, refusal, true, others), alert(title, refusal, false, others), `> [!CAUTION]\n> ${title}\n\n`];
  });
}

function alert(title: string, { impact, fields }: Refusal, isWhole: boolean, others: string | undefined): string {
  const { answer, delivery, remedy } = impact;
  const paragraphs = [
    `**${title}**`,
    fields.map((field) => `- ${fieldText(field)}`).join("\n"),
    ...(answer === undefined ? [] : [`The API server's words: ${code(answer)}`]),
    ...(remedy === undefined
      ? []
      : [`What to do:\n\n${remedy.steps.map((step, index) => stepText(step, index, isWhole)).join("\n")}`]),
    ...(remedy === undefined || others === undefined ? [] : [prose(others)]),
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
