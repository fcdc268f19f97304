import type { Review, ReviewedObject } from "../environment-change.ts";
import type { Location } from "../issue.ts";
import { isObject, type Json } from "../kubernetes/json.ts";
import { type Layout, styleOf } from "./style.ts";
import { visible, wrap } from "./text.ts";

/** What people have to know of a field of the input. */
export interface ReportedFinding {
  readonly severity: "warning" | "note";
  /** What it is about: `StatefulSet/zk spec.replicas`; nothing where it is about the whole. */
  readonly subject: string;
  readonly message: string;
  /** Why it matters, one sentence. */
  readonly why?: string;
  readonly hint?: string;
  readonly location?: Location;
}

/** The findings of an import, warnings first, one below the other with their places. */
export function renderFindings(environment: string, findings: readonly ReportedFinding[], layout: Layout): string {
  if (findings.length === 0) return "";
  const style = styleOf(layout.color);
  const warnings = findings.filter(({ severity }) => severity === "warning");
  const notes = findings.filter(({ severity }) => severity === "note");
  const lines = [...warnings, ...notes].flatMap(({ severity, subject, message, why, hint, location }) => {
    const place = location === undefined ? "" : `${visible(location.file)}:${location.line} `;
    const sign = severity === "warning" ? style("yellow", "!") : style("dim", "-");
    const text = wrap(`${place}${subject === "" ? "" : `${visible(subject)}: `}${visible(message)}`, layout.width - 4);
    const help = [why, hint].flatMap((one) =>
      one === undefined ? [] : wrap(visible(one), layout.width - 8).map((line) => style("dim", `  ${line}`)),
    );
    return [...text, ...help].map((line, index) => `  ${index === 0 ? `${sign} ` : "  "}${line}`);
  });
  const about = `${visible(environment)}: what no option says, or is another thing with Overlayer`;
  return `${[style("bold", about), ...lines].join("\n")}\n`;
}

/** Lines; of a longer file only its length is shown. */
const longestFile = 40;

/** The review without the texts of scripts and of long files of new objects. */
export function abridged(review: Review): Review {
  const shorten = (change: ReviewedObject): ReviewedObject => {
    const data = change.change === "created" ? change.object["data"] : undefined;
    if (change.change !== "created" || !isObject(data)) return change;
    const files = Object.entries(data).map(([name, text]) => [name, shortened(text)]);
    return { ...change, object: { ...change.object, data: Object.fromEntries(files) } };
  };
  const environments = review.environments.map((one) => ({ ...one, changes: one.changes.map(shorten) }));
  const groups = review.groups.map(({ environments: [first, ...rest] }) => ({
    environments: [
      { ...first, changes: first.changes.map(shorten) },
      ...rest.map((one) => ({ ...one, changes: one.changes.map(shorten) })),
    ] as const,
  }));
  return { ...review, environments, groups };
}

function shortened(text: Json): Json {
  if (typeof text !== "string") return text;
  const lines = text.split("\n").length - 1;
  return lines > longestFile || text.startsWith("#!") ? `(${lines} lines)` : text;
}
