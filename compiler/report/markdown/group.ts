import type { ChangeGroup, EnvironmentChange } from "../../environment-change.ts";
import { displayName } from "../../kubernetes/identity.ts";
import { consequencesOf } from "../consequences.ts";
import type { Forms } from "../forms.ts";
import { rolloutTexts } from "../rollout-text.ts";
import { count } from "../style.ts";
import { listNames } from "../text.ts";
import { objectDiff } from "./diff-lines.ts";
import { code, fence, html, prose } from "./escape.ts";

/** Lines of each object that are shown where all of them are too long. */
const topLines = 12;

/** What to say of a group in each of its forms. */
export const groupForms = [
  "whole",
  "the first lines of a change",
  "the objects of a change",
  "a change in one line",
] as const;

/** What happened in a group's environments: all lines, the first of each object, the objects' names, one line. */
export function groupSection(group: ChangeGroup): Forms {
  const [first] = group.environments;
  const names = first.changes.map(({ change, object }) => `- ${change} ${code(displayName(object))}`);
  const details = (lines: readonly string[]) =>
    `${summary(group)}\n\n${[...words(group), ...lines].join("\n\n")}\n\n</details>\n\n`;
  // of what goes as a whole the names are enough
  const diff = (most?: number) =>
    first.status === "deleted" || first.changes.length === 0
      ? names.join("\n")
      : fence(
          "diff",
          first.changes.flatMap((change) => objectDiff(change, most)),
        );
  return [details([diff()]), details([diff(topLines)]), details([names.join("\n")]), `- ${line(group)}\n`];
}

function summary(group: ChangeGroup): string {
  const names = listNames(
    group.environments.map(({ name }) => name),
    80,
  );
  return `<details><summary><b>${html(names)}</b>: ${html(whatHappens(group))}</summary>`;
}

function line(group: ChangeGroup): string {
  return `${code(
    listNames(
      group.environments.map(({ name }) => name),
      80,
    ),
  )}: ${prose(whatHappens(group))}`;
}

function whatHappens({ environments: [first, ...others] }: ChangeGroup): string {
  const objects = first.status === "changed" ? `${count(first.changes.length, "object")} changed` : first.status;
  const each = others.length === 0 ? "" : " each";
  return `${objects}${each}; ${consequencesOf([first]).join(", ")}`;
}

/** All names where there are several, the file where there is one; the roll-outs and the application's notes. */
function words({ environments }: ChangeGroup): readonly string[] {
  const [first] = environments;
  const origin =
    environments.length === 1
      ? `From ${code(first.file)}${first.renamedFrom === undefined ? "" : `, was ${code(first.renamedFrom)}`}.`
      : `The same in ${environments.length} environments: ${code(
          listNames(
            environments.map(({ name }) => name),
            4000,
          ),
        )}. Of ${code(first.name)}:`;
  return [origin, ...listOf(effects(first))];
}

function effects({ rollouts, notes }: EnvironmentChange): readonly string[] {
  return [
    ...rollouts.flatMap((rollout) => rolloutTexts(rollout).map((text) => `${code(rollout.workload)}: ${prose(text)}.`)),
    ...notes.map(({ message, why }) => prose(why === undefined ? message : `${message}: ${why}`)),
  ];
}

function listOf(items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : [items.map((item) => `- ${item}`).join("\n")];
}
