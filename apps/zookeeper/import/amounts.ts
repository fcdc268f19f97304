import type { Json } from "../../../compiler/kubernetes/json.ts";
import { parseQuantity } from "../../../compiler/kubernetes/quantity.ts";

const mebibyte = 2n ** 20n;

/** An amount as people write it: `4Gi` for `4096Mi` and for `4294967296`; decimal ones stay as they are. */
export function amount(value: Json): Json {
  const text = String(value);
  const bytes = (parseQuantity(text) ?? 0n) / 10n ** 9n;
  return /[MGT]$/.test(text) || bytes <= 0n ? text : bytesText(bytes);
}

/** Whole MiB in the largest unit that an option takes; what is none in millions of bytes, which are exact. */
export function bytesText(bytes: bigint): string {
  const mebibytes = bytes / mebibyte;
  if (bytes % mebibyte !== 0n) return `${bytes / 1_000_000n}.${String(bytes % 1_000_000n).padStart(6, "0")}M`;
  if (mebibytes % mebibyte === 0n) return `${mebibytes / mebibyte}Ti`;
  return mebibytes % 1024n === 0n ? `${mebibytes / 1024n}Gi` : `${mebibytes}Mi`;
}
