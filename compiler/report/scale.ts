import type { OptionEdit, ScalePlan, ScaleStep } from "../application.ts";
import { count, type Layout, type Style, styleOf } from "./style.ts";
import { visible } from "./text.ts";

/** The steps of a plan for a terminal: what each changes, what it means meanwhile, what to wait for, and why. */
export function renderScale(name: string, { from, to, why, steps }: ScalePlan, layout: Layout): string {
  const style = styleOf(layout.color);
  if (steps.length === 0) return `${visible(name)} has ${count(to, "server")} already.\n`;
  const way = from === to ? `stays at ${count(to, "server")}` : `${from} → ${count(to, "server")}`;
  const heading = style("bold", `${visible(name)}: ${way} in ${count(steps.length, "step")}`);
  const parts = steps.map((step, index) => stepLines(step, index, steps.length, style).join("\n"));
  const between = parts.length - mostSteps;
  const shown =
    between <= 1
      ? parts
      : [...parts.slice(0, mostSteps - 1), `… ${count(between, "step")} in the same way`, ...parts.slice(-1)];
  return `${[heading, ...shown, `Why these steps: ${why}`].join("\n\n")}\n`;
}

/** Of more steps than these, those between the first ones and the last are only counted. */
const mostSteps = 5;

function stepLines({ title, edits, effects, waitFor }: ScaleStep, index: number, steps: number, style: Style) {
  const until = index + 1 < steps ? "Before the next step, wait until" : "It is done when";
  return [
    `${style("bold", `Step ${index + 1}: ${title}`)}`,
    `  ${style("green", edits.map(formatEdit).join(", "))}`,
    ...effects.map((effect) => `  ${effect}`),
    `  ${until}`,
    ...waitFor.flatMap(({ what, command }) => [`    ${what}:`, `      ${visible(command)}`]),
  ];
}

/** `servers: 4`, or `no scalingTo` where it is left out. */
export function formatEdit({ path, value }: OptionEdit): string {
  return value === undefined ? `no ${path.join(".")}` : `${path.join(".")}: ${JSON.stringify(value)}`;
}
