import { type ComparedRow, isUniform } from "../../comparison.ts";
import type { Cause, Review } from "../../environment-change.ts";
import { shorten } from "../text.ts";
import { formatValue } from "../value.ts";
import { type Html, html } from "./html.ts";

/** All options × all environments; those that the change sets are marked with what they were. */
export function matrixSection(
  review: Review,
  { environments, rows }: { readonly environments: readonly string[]; readonly rows: readonly ComparedRow[] },
): Html | undefined {
  if (environments.length === 0) return undefined;
  const changed = new Map(review.environments.map(({ name, changes }) => [name, new Map(changes.flatMap(causesOf))]));
  const head = environments.map((name) => html`<th scope="col">${name}</th>`);
  const body = rows.map(
    (row) => html`<tr><th scope="row"><code>${row.subject}</code></th>${cells(row, environments, changed)}</tr>`,
  );
  return html`<p>What all environments have the same stands once.</p>
<div class="scroll" tabindex="0" role="region" aria-label="Options of all environments"><table class="matrix">
<thead><tr><th scope="col">option</th>${head}</tr></thead>
<tbody>
${body}
</tbody>
</table></div>`;
}

function causesOf(change: Review["environments"][number]["changes"][number]): readonly (readonly [string, Cause])[] {
  const origins = change.change === "changed" ? change.fields : [change];
  return origins.flatMap(({ causes = [] }) => causes.map((cause) => [cause.option, cause] as const));
}

function cells(
  row: ComparedRow,
  environments: readonly string[],
  changed: ReadonlyMap<string, ReadonlyMap<string, Cause>>,
): readonly Html[] {
  const causes = environments.map((name) => changed.get(name)?.get(row.subject));
  const [first] = row.values;
  if (isUniform(row) && causes.every((cause) => cause === undefined)) {
    return [html`<td class="same" colspan="${environments.length}"><code>${text(first)}</code></td>`];
  }
  return row.values.map((value, index) => {
    const cause = causes[index];
    if (cause === undefined) return html`<td><code>${text(value)}</code></td>`;
    const old = cause.old === undefined ? html`` : html`<del><code>${text({ value: cause.old })}</code></del> `;
    return html`<td class="changed">${old}<ins><code>${text(value)}</code></ins></td>`;
  });
}

function text(value: ComparedRow["values"][number]): string {
  return value === undefined ? "–" : shorten(formatValue(value.value), 80);
}
