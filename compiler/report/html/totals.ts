import type { Review, Totals } from "../../environment-change.ts";
import { isSameTotal, resources } from "../amount.ts";
import { listNames } from "../text.ts";
import { type Html, html } from "./html.ts";

interface Row {
  readonly name: string;
  readonly totals: Totals;
}

/** Requests × replicas before and after as bars: of each group that asks for other amounts, and of all environments. */
export function totalsSection(review: Review): Html | undefined {
  const changed = review.groups.filter(({ environments: [first] }) => !isSameTotal(first.totals));
  if (changed.length === 0) return undefined;
  const groups = changed.map(({ environments }): Row => {
    const each = environments.length === 1 ? "" : " (each)";
    return {
      name: `${listNames(
        environments.map(({ name }) => name),
        60,
      )}${each}`,
      totals: environments[0].totals,
    };
  });
  const all = review.environments.length > 1 ? [{ name: "all environments", totals: review.totals }] : [];
  return html`${resources.map(({ name, amount, format }) => {
    const rows = [...groups, ...all].filter(({ totals }) => amount(totals.before) !== amount(totals.after));
    if (rows.length === 0) return html`<p>${name}: as before.</p>`;
    const most = Math.max(...rows.flatMap(({ totals }) => [amount(totals.before), amount(totals.after)]));
    return html`<div class="scroll" tabindex="0" role="region" aria-label="${name}"><table>
<caption>${name}</caption>
<thead><tr><th scope="col">environment</th><th scope="col">before</th><th scope="col">after</th><th scope="col" class="bars">grey before, blue after</th></tr></thead>
<tbody>${rows.map(({ name: row, totals }) => {
      const [before, after] = [amount(totals.before), amount(totals.after)];
      return html`<tr><th scope="row">${row}</th><td class="number">${format(before)}</td><td class="number">${format(after)}</td><td class="bars">${bars(before, after, most)}</td></tr>`;
    })}</tbody>
</table></div>`;
  })}`;
}

/** The numbers stand beside it: a picture of them is none for a screen reader. */
function bars(before: number, after: number, most: number): Html {
  const width = (amount: number) => (most === 0 ? 0 : (100 * amount) / most).toFixed(2);
  return html`<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect class="before" y="0" width="${width(before)}" height="3.5"/><rect class="after" y="4.5" width="${width(after)}" height="3.5"/></svg>`;
}
