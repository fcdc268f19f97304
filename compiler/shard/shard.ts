import { createHash } from "node:crypto";

/** One of `of` parts of all environments, `index` from 1: `3/16`. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

const most = 1000;

/** Reads `3/16`; undefined where it has not that form. Whether there is such a part is left to the caller: see `4/3`. */
export function parseShard(text: string): Shard | undefined {
  const [index = 0, of = 0] = /^[1-9]\d{0,3}\/[1-9]\d{0,3}$/.test(text) ? text.split("/").map(Number) : [];
  return index >= 1 && of <= most ? { index, of } : undefined;
}

/**
 * True where the part has the environment of that name; without a part all are. By a hash of the name: an environment
 * that comes or goes moves no other one to another part.
 */
export function isInShard(name: string, shard: Shard | undefined): boolean {
  if (shard === undefined) return true;
  return createHash("sha256").update(name).digest().readUInt32BE() % shard.of === shard.index - 1;
}
