/** The quantity that a text such as `4 GB` most likely means: the first spelling of its unit that a pattern accepts. */
export function closestQuantity(input: string, patterns: readonly string[]): string | undefined {
  const [, number, unit = ""] = /^(\d{1,20}(?:\.\d{1,20})?) ?([a-z]{0,20})$/i.exec(input.trim()) ?? [];
  if (number === undefined) return undefined;
  const letter = unit.charAt(0).toUpperCase();
  const quantities = [unit, `${letter}i`, letter, letter.toLowerCase()].map((suffix) => `${number}${suffix}`);
  return quantities.find((quantity) => patterns.some((pattern) => new RegExp(pattern).test(quantity)));
}
