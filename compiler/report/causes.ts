import type { Cause } from "../environment-change.ts";
import type { Location } from "../issue.ts";

/** A place as editors and terminals take it: `environments/prod.ts:7`. */
export function placeText({ file, line }: Location): string {
  return `${file}:${line}`;
}

/** The option behind a change and its line: `storage.size at environments/prod.ts:9, which overrides environments/base.ts:5`. */
export function causeText({ option, set, was, overrode }: Cause): string {
  if (set === undefined) return was === undefined ? option : `${option}, which ${placeText(was)} set before`;
  const over = overrode[0] === undefined ? "" : `, which overrides ${placeText(overrode[0])}`;
  return `${option} at ${placeText(set)}${over}`;
}
