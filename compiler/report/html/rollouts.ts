import type { EnvironmentChange, Review, Rollout } from "../../environment-change.ts";
import { rolloutTexts } from "../rollout-text.ts";
import { count } from "../style.ts";
import { listNames } from "../text.ts";
import { type Html, html } from "./html.ts";

/** Beyond so many pods the words alone say it better. */
const mostPods = 15;

/** How the pods go through the change, step by step, with the votes that are there at each. */
export function rolloutsSection({ groups }: Review): Html | undefined {
  const cards = groups.flatMap(({ environments }) => {
    const [first] = environments;
    const names = listNames(
      environments.map(({ name }) => name),
      120,
    );
    return first.rollouts.map((rollout) => card(rollout, first, names));
  });
  return cards.length === 0 ? undefined : html`${cards}`;
}

function card(rollout: Rollout, { notes }: EnvironmentChange, names: string): Html {
  const words = rolloutTexts(rollout).map((text) => html`<li>${text}.</li>`);
  const said = notes.map(({ message, why }) => html`<li>${why === undefined ? message : `${message}: ${why}`}</li>`);
  const { restarts } = rollout;
  return html`<div class="card"><h3>${rollout.workload} of ${names}</h3>
<ul>${[...words, ...said]}</ul>
${restarts.length === 0 || restarts.length > mostPods ? html`` : timeline(rollout)}
</div>`;
}

/** A column for each restart; a pod before its own runs as it was, after it as it is to be. */
function timeline({ workload, restarts }: Rollout): Html {
  const steps = restarts.map(
    ({ pod }, index) => html`<th scope="col"><span class="quiet">step ${index + 1}</span><br>${pod}</th>`,
  );
  const isCounted = restarts.some(({ quorum }) => quorum !== undefined);
  const votes = restarts.map(({ quorum }) => {
    if (quorum === undefined) return html`<td></td>`;
    const { votes: there, needed } = quorum;
    return there < needed
      ? html`<td class="no-quorum">${count(there, "vote")}, ${needed} needed: no quorum</td>`
      : html`<td class="updated">${count(there, "vote")}, ${needed} needed</td>`;
  });
  const pods = restarts.map(({ pod }, own) => {
    const cells = restarts.map((_, step) => {
      if (step === own) return html`<td class="restarts">restarts</td>`;
      return step < own ? html`<td class="runs">old</td>` : html`<td class="updated">new</td>`;
    });
    return html`<tr><th scope="row">${pod}</th>${cells}</tr>`;
  });
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Timeline of ${workload}"><table class="timeline">
<caption>One pod at a time, each once the one before is ready</caption>
<thead><tr><th scope="col">pod</th>${steps}</tr></thead>
<tbody>
${isCounted ? html`<tr><th scope="row">votes</th>${votes}</tr>` : html``}
${pods}
</tbody>
</table></div>`;
}
