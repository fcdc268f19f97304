import type { Cause, ChangeGroup, EnvironmentChange, Impact } from "../environment-change.ts";
import { displayName } from "../kubernetes/identity.ts";
import { causeText } from "./causes.ts";
import { sameForOthers } from "./refusals.ts";
import { rolloutTexts } from "./rollout-text.ts";
import { count, type Style } from "./style.ts";
import { listNames, visible, wrap } from "./text.ts";

const colors = {
  refused: "red",
  replaces: "red",
  deletes: "red",
  restarts: "yellow",
  scales: "yellow",
  pending: "yellow",
  ignored: "yellow",
  warning: "yellow",
  note: "blue",
} as const;

type Label = keyof typeof colors;

/** One thing that the cluster does in the environments of a group. */
interface Entry {
  readonly label: Label;
  readonly text: string;
  /** Where it is one change's impact, that and why it came about. */
  readonly impact?: Impact;
  readonly causes?: readonly Cause[];
}

const labelWidth = 10;

/** What the cluster does with the changes of all groups, refusals first; what goes without saying is left out. */
export function impactLines(groups: readonly ChangeGroup[], width: number, style: Style): readonly string[] {
  const entries = groups.flatMap((group) => entriesOf(group.environments[0]).map((entry) => ({ group, entry })));
  return labels.flatMap((label) =>
    entries
      .filter(({ entry }) => entry.label === label)
      .flatMap(({ group, entry }) => entryLines(entry, group, width, style)),
  );
}

const labels: readonly Label[] = [
  "refused",
  "replaces",
  "deletes",
  "restarts",
  "scales",
  "pending",
  "ignored",
  "warning",
  "note",
];

function entriesOf(environment: EnvironmentChange): readonly Entry[] {
  const impacts = environment.changes.flatMap((change) =>
    (change.change === "changed" ? change.fields : [change]).map(({ impact, causes }) => ({
      object: change.object,
      impact,
      ...(causes === undefined ? {} : { causes }),
    })),
  );
  // a StatefulSet's restarts are told once, by its roll-out
  const rolled = environment.rollouts.some(({ restarts }) => restarts.length > 0);
  const told = impacts.flatMap(({ object, impact, causes }): Entry[] => {
    const { verdict } = impact;
    if (verdict === "live" || verdict === "creates" || verdict === "harmless") return [];
    if (verdict === "restarts" && rolled && ["StatefulSet", "ConfigMap", "Secret"].includes(object.kind)) return [];
    const isWhole = verdict === "deletes" || verdict === "ignored" || verdict === "pending";
    const text = isWhole ? `${displayName(object)}: ${impact.message}` : impact.message;
    return [{ label: verdict, text, impact, ...(causes === undefined ? {} : { causes }) }];
  });
  const restarts = environment.rollouts
    .filter(({ restarts }) => restarts.length > 0)
    .map((rollout): Entry => ({ label: "restarts", text: `${rollout.workload}: ${rolloutTexts(rollout)[0]}` }));
  const notes = environment.notes.map(({ severity, message, why }): Entry => {
    const text = why === undefined ? message : `${message}; ${why}`;
    return { label: severity === "warning" ? "warning" : "note", text };
  });
  return [...(environment.status === "deleted" ? [goneEntry(environment)] : firstOfEach(told)), ...restarts, ...notes];
}

/** Of an environment that goes, the objects are told together. */
function goneEntry({ changes }: EnvironmentChange): Entry {
  const pods = changes.flatMap(({ object, ...one }) =>
    "impact" in one && object.kind === "StatefulSet" ? [`${displayName(object)}: ${one.impact.message}`] : [],
  );
  return {
    label: "deletes",
    text: [
      `${count(changes.length, "object")} ${changes.length === 1 ? "goes" : "go"} with the Flux Kustomization or Argo CD Application, unless that leaves them (deletionPolicy: Orphan, preserveResourcesOnDeletion: true)`,
      ...pods,
    ].join("; "),
  };
}

function firstOfEach(entries: readonly Entry[]): readonly Entry[] {
  return entries.filter((entry, index) => entries.findIndex((one) => one.text === entry.text) === index);
}

function entryLines(
  { label, text, impact, causes = [] }: Entry,
  group: ChangeGroup,
  width: number,
  style: Style,
): readonly string[] {
  const names = listNames(
    group.environments.map(({ name }) => name),
    40,
  );
  const start = " ".repeat(labelWidth);
  const [first = "", ...rest] = wrap(`${names}: ${visible(text)}`, width - labelWidth);
  const isGrave = label === "refused" || label === "replaces" || label === "deletes";
  const details =
    impact === undefined || !isGrave
      ? []
      : [
          ...(impact.answer === undefined ? [] : [["answer", impact.answer] as const]),
          ...causes.map((cause) => ["from", causeText(cause)] as const),
          ...(impact.delivery === undefined
            ? []
            : [["Flux", impact.delivery.flux] as const, ["Argo CD", impact.delivery.argoCd] as const]),
        ];
  const others = impact?.remedy === undefined ? undefined : sameForOthers(group.environments);
  return [
    `${style(colors[label], label.padEnd(labelWidth))}${style("bold", first)}`,
    ...rest.map((line) => start + style("bold", line)),
    ...details.flatMap(([name, words]) => labelled(name, words, width, style)),
    ...(impact?.remedy?.steps ?? []).flatMap(({ text: step, commands = [] }, index) => [
      ...labelled(index === 0 ? "do" : "", `${index + 1}. ${step}`, width, style),
      // a command is never wrapped: it is to be copied
      ...commands.map((command) => `${start}           $ ${visible(command)}`),
    ]),
    ...(others === undefined ? [] : labelled("", others, width, style)),
  ];
}

function labelled(name: string, words: string, width: number, style: Style): readonly string[] {
  const indent = " ".repeat(labelWidth);
  return wrap(visible(words), width - labelWidth - 9).map(
    (line, index) => `${indent}${style("dim", (index === 0 ? name : "").padEnd(9))}${line}`,
  );
}
