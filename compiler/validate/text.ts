import type { OptionPath } from "../application.ts";

/** A path as one would write it in TypeScript: `storage.size`, `["odd name"]`. */
export function pathText(path: OptionPath): string {
  return path
    .map((part, index) => (isIdentifier(part) ? `${index === 0 ? "" : "."}${part}` : `[${valueText(part)}]`))
    .join("");
}

/** A value as JSON, cut where it is long. */
export function valueText(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

/** False for a name that is too long to be shown whole. */
function isIdentifier(part: string | number): boolean {
  return /^[A-Za-z_$][\w$]{0,59}$/.test(String(part));
}
