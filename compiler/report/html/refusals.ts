import type { ChangeGroup, Remedy } from "../../environment-change.ts";
import { causeText } from "../causes.ts";
import { type Refusal, refusalsOf, sameForOthers } from "../refusals.ts";
import { listNames, sentence, shorten } from "../text.ts";
import { formatPath, formatValue } from "../value.ts";
import { type Html, html } from "./html.ts";

/** What the API server refuses in a group's environments: why, at which line, and what to do. */
export function refusalCards({ environments }: ChangeGroup): readonly Html[] {
  const names = listNames(
    environments.map(({ name }) => name),
    300,
  );
  const others = sameForOthers(environments);
  return environments[0].changes.flatMap(refusalsOf).map((refusal) => card(refusal, names, others));
}

function card({ impact, fields }: Refusal, names: string, others: string | undefined): Html {
  const { message, answer, delivery, remedy } = impact;
  const answered = answer === undefined ? html`` : html`<p>The API server's words: <code>${answer}</code></p>`;
  const delivered =
    delivery === undefined
      ? html``
      : html`<details><summary>What Flux and Argo CD make of it</summary><ul><li>Flux: ${delivery.flux}</li><li>Argo CD: ${delivery.argoCd}</li></ul></details>`;
  return html`<div class="card refused">
<h2>${sentence(message)}, in ${names}</h2>
<ul>${fields.map((field) => {
    const values = [...("old" in field ? [field.old] : []), ...("new" in field ? [field.new] : [])];
    const shown = values.map((value) => html`<code>${shorten(formatValue(value), 200)}</code>`);
    const causes = (field.causes ?? []).map((cause) => html`, set by <code>${causeText(cause)}</code>`);
    return html`<li><code>${formatPath(field.path)}</code>: ${joined(shown)}${causes}</li>`;
  })}</ul>
${answered}
${remedy === undefined ? html`` : steps(remedy)}
${remedy === undefined || others === undefined ? html`` : html`<p>${others}</p>`}
${delivered}
</div>`;
}

function joined([first, second]: readonly Html[]): Html {
  if (first === undefined) return html``;
  return second === undefined ? first : html`${first} → ${second}`;
}

function steps(remedy: Remedy): Html {
  const items = remedy.steps.map(({ text, commands = [] }) => {
    const block =
      commands.length === 0 ? html`` : html`<pre tabindex="0">${commands.map((line) => html`${line}`)}</pre>`;
    return html`<li>${text}${block}</li>`;
  });
  return html`<p>What to do:</p><ol>${items}</ol>`;
}
