/** A part of a report, from its fullest form to its shortest. */
export type Forms = readonly [string, ...string[]];

/** The form of a part that was chosen: its text, and its index in the forms. */
export interface Fitted {
  readonly text: string;
  readonly form: number;
}

/**
 * Each part in the fullest form with which all of them together are at most so many bytes of UTF-8. All get their
 * shortest form first, then every part in turn the next fuller one: the earlier a part, the sooner. A part that does not
 * even fit in its shortest form is undefined, and what comes after it too.
 */
export function chooseForms(parts: readonly Forms[], bytes: number): readonly (Fitted | undefined)[] {
  const shortest = parts.map((forms) => ({ text: forms.at(-1) ?? "", form: forms.length - 1 }));
  let needed = 0;
  const tooMuch = shortest.findIndex((one) => {
    needed += size([one]);
    return needed > bytes;
  });
  const chosen = tooMuch === -1 ? shortest : shortest.slice(0, tooMuch);
  let left = bytes - size(chosen);
  for (let level = Math.max(0, ...parts.map((forms) => forms.length)) - 2; level >= 0; level--) {
    for (const [index, fitted] of chosen.entries()) {
      const text = parts[index]?.[level];
      if (text === undefined || fitted.form !== level + 1) continue;
      const fuller = { text, form: level };
      const more = size([fuller]) - size([fitted]);
      if (more > left) continue;
      left -= more;
      chosen[index] = fuller;
    }
  }
  return parts.map((_, index) => chosen[index]);
}

/** Bytes of all parts in their shortest forms. */
export function shortestSize(parts: readonly Forms[]): number {
  return size(parts.map((forms) => ({ text: forms.at(-1) ?? "" })));
}

/** Bytes of parts in the forms that were chosen. */
export function size(parts: readonly (Pick<Fitted, "text"> | undefined)[]): number {
  return parts.reduce((sum, one) => sum + Buffer.byteLength(one?.text ?? "", "utf8"), 0);
}
