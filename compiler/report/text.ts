/** Most texts: in these there is nothing to look for. */
const plain = /^[\x20-\x7e]*$/;
/** Each character takes one column, as those that reports write themselves: without sets of Unicode, which take time to make. */
const narrow = /^[\x20-\x7e\u00a0-\u02ff\u2010-\u2027\u2190-\u21ff]*$/;
const namedEscapes = new Map([
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
]);

/** The text in one line in which each character is seen, those that would not be as an escape: `\n`, `\u001b`. */
export function visible(text: string): string {
  if (plain.test(text)) return text;
  // what a terminal would obey or not show: control and format characters (ANSI escapes, bidirectional overrides), unpaired
  // surrogates, invisible characters, spaces other than the plain one
  return text.replace(/[\p{C}\p{Zl}\p{Zp}\p{DI}]|(?! )\p{Zs}/gu, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16);
    return namedEscapes.get(character) ?? (code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, "0")}`);
  });
}

/** A text of several lines (another program's words) stays one, indented so that it cannot pass for the report's own. */
export function paragraph(text: string, styled = (line: string) => line): string {
  const lines = text.trimEnd().split("\n");
  return lines.map((line) => styled(visible(line))).join("\n    ");
}

/** A line of a text in which a space at its end is seen too. */
export function visibleLine(line: string): string {
  return visible(line).replace(/ $/, "\\u0020");
}

/** Columns that a visible text takes on a terminal: two for an East Asian character or an emoji, none for an accent. */
export function columns(text: string): number {
  if (narrow.test(text)) return text.length;
  let sum = 0;
  for (const character of text) sum += columnsOf(character);
  return sum;
}

function columnsOf(character: string): number {
  if (narrow.test(character)) return 1;
  if (/[\p{Mn}\p{Me}]/u.test(character)) return 0;
  const wide =
    /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\u3000-\u303e\uff01-\uff60]/u;
  return wide.test(character) ? 2 : 1;
}

/** The longest start of a visible text that takes at most `width` columns. */
export function startOf(text: string, width: number): string {
  let [start, used] = ["", 0];
  for (const character of text) {
    used += columnsOf(character);
    if (used > width) break;
    start += character;
  }
  return start;
}

/** The longest end of a visible text that takes at most `width` columns. */
export function endOf(text: string, width: number): string {
  return Array.from(startOf(Array.from(text).reverse().join(""), width))
    .reverse()
    .join("");
}

/** A narrower terminal wraps: below this, what says how much is left out would leave no room for the text itself. */
const narrowest = 48;
const contextCharacters = 8;

/**
 * A visible text in at most `width` columns (48 where that is less), with the number of characters left out at either
 * end. The character at the index `focus` stays.
 */
export function shorten(text: string, width: number, focus = 0): string {
  const room = Math.max(width, narrowest);
  if (columns(text) <= room) return text;
  const characters = Array.from(text);
  const end = endOf(text, room - columns(`(${characters.length} more)…`));
  const beforeEnd = characters.length - Array.from(end).length;
  if (focus - contextCharacters >= beforeEnd) return `(${beforeEnd} more)…${end}`;
  const skipped = focus < room / 2 ? 0 : focus - contextCharacters;
  const head = skipped === 0 ? "" : `(${skipped} more)…`;
  const rest = characters.slice(skipped).join("");
  const shown = startOf(rest, room - columns(`${head}…(${characters.length} more)`));
  return `${head}${shown}…(${characters.length - skipped - Array.from(shown).length} more)`;
}

/** Two visible texts, each shortened around the first character in which they differ. */
export function shortenPair(old: string, now: string, width: number): readonly [string, string] {
  const [before, after] = [Array.from(old), Array.from(now)];
  const difference = before.findIndex((character, index) => character !== after[index]);
  const focus = difference === -1 ? before.length : difference;
  return [shorten(old, width, focus), shorten(now, width, focus)];
}

/** Of more environments, folders or files than these 20 the others are only counted, unless it is a single one. */
const longestList = 20;

/** Those of a list that get a line of their own. */
export function firstOf<One>(all: readonly One[]): readonly One[] {
  return all.length > longestList + 1 ? all.slice(0, longestList) : all;
}

/** Columns for names: where nothing is to be shortened, a thousand are still too many to read. */
export function widthOfNames(width: number): number {
  return Math.min(width, 140);
}

/** Names in one line of at most `width` columns, but always the first, and how many are left out. */
export function listNames(names: readonly string[], width: number): string {
  const all = names.map(visible);
  if (columns(all.join(", ")) <= width) return all.join(", ");
  const room = width - ` and ${names.length} more`.length;
  let shown = 1;
  while (columns(all.slice(0, shown + 1).join(", ")) <= room) shown++;
  return shown === all.length ? all.join(", ") : `${all.slice(0, shown).join(", ")} and ${all.length - shown} more`;
}

/** A visible text in lines of at most `width` columns (48 where that is less), broken at spaces; a longer word stays whole. */
export function wrap(text: string, width: number): readonly string[] {
  const room = Math.max(width, narrowest);
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last === undefined || columns(`${last} ${word}`) > room) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

/** Words as a sentence begins with them. */
export function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
