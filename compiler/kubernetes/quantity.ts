// Runs in the sandbox too, where default options are derived from quantities.

import { remembering } from "./remembering.ts";

/** Suffix → its value in billionths, ascending. */
const decimal = scales(["n", "u", "m", "", "k", "M", "G", "T", "P", "E"], 1n, 1000n);
const binary = scales(["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"], 10n ** 9n, 1024n);

// Lengths are bounded, as the text may be hostile and exponents grow fast; Kubernetes itself ends below 2^63.
const grammar = /^([+-]?)(?=\.?\d)(\d{0,30})(?:\.(\d{0,30}))?(?:[eE]([+-]?\d{1,2})|([numkMGTPE]|[KMGTPE]i))?$/;

/** The exact value of a Kubernetes quantity (`500m`, `1.5Gi`, `1e3`) in billionths, or undefined where it is none. */
export const parseQuantity = remembering((text: string): bigint | undefined => {
  const [, sign, whole = "", fraction = "", exponent = "0", suffix = ""] = grammar.exec(text) ?? [];
  if (sign === undefined) return undefined;
  const power = Number(exponent) - fraction.length;
  const scale = decimal.get(suffix) ?? binary.get(suffix) ?? 1n;
  const dividend = BigInt(whole + fraction) * scale * 10n ** BigInt(Math.max(power, 0));
  const divisor = 10n ** BigInt(Math.max(-power, 0));
  if (dividend % divisor !== 0n) return undefined;
  return sign === "-" ? -dividend / divisor : dividend / divisor;
});

/** The quantity as the API server writes it, `0.5` as `500m` and `1024Mi` as `1Gi`; what is no quantity is left alone. */
export const canonicalQuantity = remembering((text: string): string => {
  const value = parseQuantity(text);
  if (value === undefined) return text;
  if (value === 0n) return "0";
  const family = text.endsWith("i") && value % 10n ** 9n === 0n ? binary : decimal;
  const written = [...family]
    .filter(([, scale]) => value % scale === 0n)
    .map(([suffix, scale]) => `${value / scale}${suffix}`);
  return written.at(-1) ?? text;
});

function scales(suffixes: readonly string[], first: bigint, step: bigint): ReadonlyMap<string, bigint> {
  return new Map(suffixes.map((suffix, index) => [suffix, first * step ** BigInt(index)]));
}
