import fc from "fast-check";
import { expect, test } from "vitest";
import { type Part, writePart } from "../../compiler/shard/part.ts";
import { readPart } from "../../compiler/shard/read-part.ts";
import type { Result } from "../../compiler/shard/result.ts";
import { isInShard, parseShard } from "../../compiler/shard/shard.ts";
import { aReview } from "../report/a-review.ts";

test("every environment is in exactly one part, and parts are about equal", () => {
  const names = Array.from({ length: 2000 }, (_, index) => `environment-${index}`);
  const sizes = [1, 2, 3, 4].map((index) => names.filter((name) => isInShard(name, { index, of: 4 })).length);
  expect(sizes.reduce((sum, size) => sum + size)).toBe(2000);
  expect(Math.min(...sizes)).toBeGreaterThan(400);
});

test.for(["0/2", "1", "1/0", "01/2", "1/2/3", "a/b", "1/1001", "-1/2"])("%s is no part", (text) => {
  expect(parseShard(text)).toBeUndefined();
});

const result: Result = {
  ...{ command: "diff", comparedWith: "main", hasNoOverlays: false, options: [], issues: [], stale: [], edited: [] },
  environments: (await aReview([{ name: "a", before: {}, after: { replicas: 5, storage: "20Gi", text: "b=2\n" } }]))
    .environments,
};
const part: Part = { run: { overlayer: "1.0.0" }, shard: { index: 1, of: 1 }, result };

test("a part that was written is read as it was, its fields in their order", () => {
  const text = writePart(part);
  expect(JSON.stringify(readPart(text))).toBe(text.trimEnd());
});

test("of a part with any value replaced there is either nothing left or a part", () => {
  const text = writePart(part);
  const places = [...text.matchAll(/"(?:\w+)":/g)].map(({ index, 0: match }) => index + match.length);
  fc.assert(
    fc.property(fc.nat(places.length - 1), fc.json(), (place, json) => {
      const at = places[place] ?? 0;
      const read = readPart(`${text.slice(0, at)}${json},"__proto__":${text.slice(at)}`);
      expect(read === undefined || read.result.command === "diff").toBe(true);
    }),
    { numRuns: 200 },
  );
});

test.for([
  ["another version", (text: string) => text.replace(`"overlayerPart":2`, `"overlayerPart":1`)],
  ["a field that there is not", (text: string) => text.replace(`"stale":`, `"more":1,"stale":`)],
  ["an unknown verdict", (text: string) => text.replace(`"verdict":"refused"`, `"verdict":"fine"`)],
  ["an object that is none", (text: string) => text.replaceAll(`"kind":"StatefulSet"`, `"kind":7`)],
  ["an environment of another part", (text: string) => text.replace(`"index":1,"of":1`, `"index":999,"of":1000`)],
  [
    "a depth that would overflow",
    (text: string) => text.replace(`"replicas":5`, `"replicas":${"[".repeat(9999)}${"]".repeat(9999)}`),
  ],
  ["half of it", (text: string) => text.slice(0, 500)],
] as const)("%s is refused", ([, edit]) => {
  const text = writePart(part);
  expect(edit(text)).not.toBe(text);
  expect(readPart(edit(text))).toBeUndefined();
});
