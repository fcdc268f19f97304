import { defaultLimits, type Limits } from "../evaluate/limits.ts";

/** Reads `steps=20000,memory=128,seconds=30`, each part optional; memory is in MB. Undefined where it is not that. */
export function parseLimits(text: string): Limits | undefined {
  const given = new Map<string, number>();
  for (const part of text.split(",")) {
    const [, name, number] = /^(steps|memory|seconds)=([1-9]\d{0,6})$/.exec(part) ?? [];
    if (name === undefined || given.has(name)) return undefined;
    given.set(name, Number(number));
  }
  const [steps, memory, seconds] = ["steps", "memory", "seconds"].map((name) => given.get(name));
  return {
    ...defaultLimits,
    ...(steps === undefined ? {} : { steps }),
    ...(memory === undefined ? {} : { memory: memory * 1024 * 1024 }),
    ...(seconds === undefined ? {} : { wall: seconds * 1000 }),
  };
}
