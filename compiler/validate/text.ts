import type { OptionPath } from "../application.ts";
import { mentionsSecret } from "../kubernetes/hidden-secrets.ts";

/** A path as one would write it in TypeScript: `storage.size`, `["odd name"]`. */
export function pathText(path: OptionPath): string {
  return path
    .map((part, index) => (isIdentifier(part) ? `${index === 0 ? "" : "."}${part}` : `[${nameText(part)}]`))
    .join("");
}

/** What is shown in place of a value that may be a secret. */
export const hidden = "(hidden)";

/** A value as JSON, cut where it is long; `hidden` where it names a secret or holds one. */
export function valueText(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? String(value));
  // what is cut off needs no look
  return mentionsSecret(text.slice(0, 1000)) ? hidden : nameText(value);
}

/** A name as JSON, cut where it is long: unlike a value it may be that of a secret. */
export function nameText(name: unknown): string {
  const text = JSON.stringify(name) ?? String(name);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

/** False for a name that is too long to be shown whole. */
function isIdentifier(part: string | number): boolean {
  return /^[A-Za-z_$][\w$]{0,59}$/.test(String(part));
}
