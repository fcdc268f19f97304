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
 * even fit in its shortest form is left out, and what comes after it too.
 */
export function chooseForms(parts: readonly Forms[], bytes: number): readonly Fitted[] {
  const chosen: Fitted[] = [];
  let left = bytes;
  for (const forms of parts) {
    const form = forms.length - 1;
    const text = forms[form] ?? "";
    if (size(text) > left) break;
    left -= size(text);
    chosen.push({ text, form });
  }
  for (let level = Math.max(0, ...parts.map((forms) => forms.length)) - 2; level >= 0; level--) {
    for (const [index, fitted] of chosen.entries()) {
      const fuller = parts[index]?.[level];
      if (fuller === undefined || fitted.form !== level + 1 || size(fuller) - size(fitted.text) > left) continue;
      left -= size(fuller) - size(fitted.text);
      chosen[index] = { text: fuller, form: level };
    }
  }
  return chosen;
}

function size(text: string): number {
  return Buffer.byteLength(text, "utf8");
}
