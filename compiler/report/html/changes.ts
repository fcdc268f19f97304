import type { DiffLine } from "../../change.ts";
import type {
  ChangeGroup,
  EnvironmentChange,
  Review,
  ReviewedField,
  ReviewedObject,
} from "../../environment-change.ts";
import { displayName, namespaceOf } from "../../kubernetes/identity.ts";
import { inHumanOrder } from "../../kubernetes/order.ts";
import { causeText } from "../causes.ts";
import { consequencesOf, verdictWords } from "../consequences.ts";
import { count } from "../style.ts";
import { listNames, visibleLine } from "../text.ts";
import { formatPath, formatTree } from "../value.ts";
import { type Html, html } from "./html.ts";

/** So many groups are open when the page is. */
const openGroups = 10;

/** Every group of environments with its objects, their fields before and after side by side. */
export function changesSection({ groups }: Review): Html | undefined {
  if (groups.length === 0) return undefined;
  return html`${groups.map((group, index) => groupDetails(group, index < openGroups))}`;
}

function groupDetails({ environments }: ChangeGroup, isOpen: boolean): Html {
  const [first, ...others] = environments;
  const names = environments.map(({ name }) => name);
  const all =
    others.length === 0
      ? html``
      : html`<p>The same in ${count(names.length, "environment")}: <code>${names.join(", ")}</code>. Of <code>${first.name}</code>:</p>`;
  const isWhole = first.status === "changed" ? "" : ` ${first.status}`;
  const was = first.renamedFrom === undefined ? html`` : html` <span class="quiet">was ${first.renamedFrom}</span>`;
  return html`<details class="card"${isOpen ? html` open` : html``}><summary><strong>${listNames(names, 80)}</strong>${was}${isWhole}: ${consequencesOf([first]).join(", ")}</summary>
${all}
${first.status === "deleted" ? objectNames(first) : first.changes.map(objectTable)}
</details>`;
}

/** What is in the objects of an environment that goes as a whole is of no interest any more. */
function objectNames({ changes }: EnvironmentChange): Html {
  return html`<ul>${changes.map(({ object }) => html`<li><code>${displayName(object)}</code></li>`)}</ul>`;
}

function objectTable(change: ReviewedObject): Html {
  const namespace = namespaceOf(change.object);
  const place = namespace === undefined ? html`` : html` <span class="quiet">namespace ${namespace}</span>`;
  const renamed = "renamedFrom" in change ? html` <span class="quiet">was ${change.renamedFrom ?? ""}</span>` : html``;
  const [old, now] = change.change === "created" ? ["", "new"] : ["old", ""];
  const lines = formatTree(inHumanOrder(change.object)).map((line) => html`${line}`);
  const body =
    change.change === "changed"
      ? change.fields.map(fieldRows)
      : html`<tbody><tr><th scope="rowgroup" colspan="2">${about(change)}</th></tr><tr>${cell(old === "" ? [] : lines, old)}${cell(now === "" ? [] : lines, now)}</tr></tbody>`;
  return html`<table class="diff"><caption>${displayName(change.object)}${place}${renamed}</caption>
<thead><tr><th scope="col">before</th><th scope="col">after</th></tr></thead>
${body}
</table>`;
}

function fieldRows(field: ReviewedField): Html {
  return html`<tbody><tr><th scope="rowgroup" colspan="2"><code>${formatPath(field.path)}</code> ${field.change === "reordered" ? "in another order " : ""}${about(field)}</th></tr>
${valueRows(field)}</tbody>`;
}

function about({ impact, causes = [] }: Pick<ReviewedField, "impact" | "causes">): Html {
  const from = causes.length === 0 ? html`` : html`<span class="quiet">from ${causes.map(causeText).join("; ")}</span>`;
  return html`<span class="verdict ${impact.verdict}">${verdictWords[impact.verdict]}</span> ${from}`;
}

function valueRows(field: ReviewedField): readonly Html[] {
  if (field.change === "text")
    return field.hunks.flatMap(({ line, lines }) => [
      html`<tr><td colspan="2" class="quiet">line ${line}</td></tr>`,
      ...sideBySide(lines),
    ]);
  const old = "old" in field ? formatTree(field.old).map((line) => html`${line}`) : [];
  const now = "new" in field ? formatTree(field.new).map((line) => html`${line}`) : [];
  return [html`<tr>${cell(old, "old")}${cell(now, "new")}</tr>`];
}

/** Removed lines stand beside the added ones that follow them. */
function sideBySide(lines: readonly DiffLine[]): readonly Html[] {
  const rows: Html[] = [];
  for (let at = 0; at < lines.length; ) {
    const [removed, added] = [runOf("-", lines, at), runOf("+", lines, at + runOf("-", lines, at).length)];
    const kept = lines[at];
    for (let row = 0; row < Math.max(removed.length, added.length); row++) {
      rows.push(html`<tr>${lineCell(removed[row], "old")}${lineCell(added[row], "new")}</tr>`);
    }
    if (removed.length + added.length === 0)
      rows.push(html`<tr>${lineCell(kept, "kept")}${lineCell(kept, "repeated")}</tr>`);
    at += Math.max(1, removed.length + added.length);
  }
  return rows;
}

function runOf(sign: DiffLine["sign"], lines: readonly DiffLine[], start: number): readonly DiffLine[] {
  const end = lines.findIndex((line, index) => index >= start && line.sign !== sign);
  return lines.slice(start, end === -1 ? lines.length : end);
}

function lineCell(line: DiffLine | undefined, kind: string): Html {
  return cell(line === undefined ? [] : [html`${visibleLine(line.text)}`], kind);
}

/** Empty where there is no such side. */
function cell(lines: readonly Html[], kind: string): Html {
  return lines.length === 0 ? html`<td></td>` : html`<td class="${kind}">${lines}</td>`;
}
