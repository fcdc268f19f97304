import type { FieldPath } from "../change.ts";
import type { Location } from "../issue.ts";
import { mentionsSecret } from "../kubernetes/hidden-secrets.ts";
import type { Json } from "../kubernetes/json.ts";
import { type Layout, type Style, styleOf } from "./style.ts";
import { shorten, visible } from "./text.ts";
import { formatPath, formatValue } from "./value.ts";

/** Why a value is what it is. */
interface Explanation {
  readonly object?: string;
  readonly path: FieldPath;
  readonly value: Json;
  readonly isSecret?: true;
  readonly set?: { readonly key: Location };
  readonly overrode: readonly { readonly key: Location }[];
  readonly derivedFrom: readonly Explanation[];
}

type Sources = (file: string) => string | undefined;

/** Each value with the line that set it, the lines that it overrode and, indented, the options that it came from. */
export function renderExplanations(explanations: readonly Explanation[], sources: Sources, layout: Layout): string {
  const style = styleOf(layout.color);
  const blocks = explanations.map((one) => explanationLines(one, "", sources, layout.width, style).join("\n"));
  return `${blocks.join("\n")}\n`;
}

function explanationLines(one: Explanation, indent: string, sources: Sources, width: number, style: Style): string[] {
  const subject = [one.object, formatPath(one.path)].filter(Boolean).join(" ");
  const value = shorten(formatValue(one.value), Math.max(20, width - indent.length - subject.length - 3));
  const place = (words: string, { key }: { readonly key: Location }) =>
    placeLine(`${indent}  ${words}`, key, one.isSecret ? () => undefined : sources, width, style);
  const derived = one.derivedFrom.flatMap((from) => {
    const [first = "", ...rest] = explanationLines(from, `${indent}    `, sources, width, style);
    return [`${indent}  from ${first.trimStart()}`, ...rest];
  });
  return [
    `${indent}${style("bold", subject)} = ${value}`,
    ...(one.set === undefined ? [] : [place("set by", one.set)]),
    ...one.overrode.map((over) => place("instead of", over)),
    ...derived,
    ...(one.set === undefined && derived.length === 0
      ? [`${indent}  ${style("dim", "the same whatever the options")}`]
      : []),
  ];
}

function placeLine(
  words: string,
  { file, line, column }: Location,
  sources: Sources,
  width: number,
  style: Style,
): string {
  const place = `${words.padEnd(words.length - words.trimStart().length + "instead of".length)} ${visible(file)}:${line}:${column}`;
  const source = sources(file)?.split(/\r?\n/)[line - 1] ?? "";
  const text = mentionsSecret(source) ? "" : visible(source.trim());
  return `${place}  ${style("dim", shorten(text, Math.max(20, width - place.length - 2)))}`;
}
