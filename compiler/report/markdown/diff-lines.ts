import type { TextChange } from "../../change.ts";
import type { ReviewedField, ReviewedObject } from "../../environment-change.ts";
import { displayName, namespaceOf } from "../../kubernetes/identity.ts";
import { inHumanOrder } from "../../kubernetes/order.ts";
import { causeText } from "../causes.ts";
import { verdictWords } from "../consequences.ts";
import { count } from "../style.ts";
import { shorten, shortenPair, visibleLine } from "../text.ts";
import { formatEntry, formatPath, formatTree, formatValue } from "../value.ts";

/** Beyond this a line is shortened around what differs. */
const width = 240;

/**
 * One object as lines of a `diff` block, whose signs stand in the first column. Of its changes at most `most` lines are
 * shown, and how many are left out.
 */
export function objectDiff(change: ReviewedObject, most = Number.POSITIVE_INFINITY): readonly string[] {
  const namespace = namespaceOf(change.object);
  const renamed = change.change === "changed" && change.renamedFrom !== undefined ? `, was ${change.renamedFrom}` : "";
  const place = namespace === undefined ? "" : `, namespace ${namespace}`;
  const head = `@@ ${displayName(change.object)}${renamed}${place} @@`;
  const lines = change.change === "changed" ? change.fields.flatMap(fieldDiff) : wholeDiff(change);
  const left = lines.length - most;
  return left <= 0 ? [head, ...lines] : [head, ...lines.slice(0, most), `# … ${count(left, "more line")}`];
}

function wholeDiff({ change, object }: ReviewedObject): readonly string[] {
  return signed(change === "created" ? "+" : "-", formatTree(inHumanOrder(object)));
}

function fieldDiff(field: ReviewedField): readonly string[] {
  const causes = (field.causes ?? []).map(causeText).join("; ");
  return [`# ${verdictWords[field.impact.verdict]}${causes === "" ? "" : `: ${causes}`}`, ...valueDiff(field)];
}

function valueDiff(field: ReviewedField): readonly string[] {
  const path = formatPath(field.path);
  switch (field.change) {
    case "added":
      return signed("+", formatEntry(path, field.new));
    case "removed":
      return signed("-", formatEntry(path, field.old));
    case "changed": {
      const [old, now] = [formatEntry(path, field.old), formatEntry(path, field.new)];
      if (old.length > 1 || now.length > 1) return [...signed("-", old), ...signed("+", now)];
      const [before, after] = shortenPair(old[0] ?? "", now[0] ?? "", width);
      return [`- ${before}`, `+ ${after}`];
    }
    case "reordered":
      return [`! ${shorten(`${path} reordered: ${formatValue(field.old)} → ${formatValue(field.new)}`, width)}`];
    case "text":
      return textDiff(path, field);
  }
}

function textDiff(path: string, { hunks, old, new: now }: TextChange): readonly string[] {
  const lines = hunks.flatMap((hunk) => [
    `  ${path} line ${hunk.line}:`,
    ...hunk.lines.map(({ sign, text }) => `${sign} ${shorten(visibleLine(text), width)}`),
  ]);
  return old.endsWith("\n") === now.endsWith("\n") ? lines : [...lines, `# ${path}: the line end at its end`];
}

function signed(sign: "+" | "-", lines: readonly string[]): readonly string[] {
  return lines.map((line) => `${sign} ${shorten(line, width)}`);
}
