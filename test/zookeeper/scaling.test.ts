import fc from "fast-check";
import { expect, test } from "vitest";
import { changes } from "../../apps/zookeeper/changes/changes.ts";
import { podCount, quorum } from "../../apps/zookeeper/ensemble.ts";
import { manifests } from "../../apps/zookeeper/resources/manifests.ts";
import { scale } from "../../apps/zookeeper/scaling.ts";
import { optionsWith } from "./options-of.ts";

const number = fc.integer({ min: 1, max: 12 });
const membership = fc.constantFrom("static", "dynamic");

/** The options after each step of a plan, from those that are committed. */
function states(fields: Parameters<typeof optionsWith>[0], to: number) {
  const committed = optionsWith(fields);
  const plan = scale({ environment: "prod", before: manifests(committed), options: committed }, to);
  if (!("steps" in plan)) throw new Error(plan.message);
  const after = plan.steps.map(({ edits }) => {
    const set = edits.flatMap(({ path, value }) => (value === undefined ? [] : [[path.join("."), value]]));
    return optionsWith({ membership: committed.membership, ...Object.fromEntries(set) });
  });
  return [committed, ...after];
}

test("from any number to any other, every step is one that the rules accept, and the last is the wanted state", () => {
  fc.assert(
    fc.property(number, number, membership, (from, to, kind) => {
      const way = states({ servers: from, membership: kind }, to);
      const steps = way.slice(1).map((options, index) => ({ before: way[index] ?? options, options }));
      for (const { before, options } of steps) {
        const change = { environment: "prod", before: manifests(before), after: manifests(options), options };
        expect(changes.flatMap((rule) => rule.check(change))).toEqual([]);
      }
      expect(way.at(-1)).toEqual(optionsWith({ servers: to, membership: kind }));
    }),
    { numRuns: 40 },
  );
});

test("a dynamic scaling that is taken back is one that the rules accept, and no pod goes before its Job is through", () => {
  fc.assert(
    fc.property(number, number, (from, to) => {
      fc.pre(from !== to);
      const way = states({ servers: from, scalingTo: to, membership: "dynamic" }, from);
      for (const [index, options] of way.slice(1).entries()) {
        const before = manifests(way[index] ?? options);
        const change = { environment: "prod", before, after: manifests(options), options };
        expect(changes.flatMap((rule) => rule.check(change))).toEqual([]);
      }
      expect(way.map(podCount)).toEqual([Math.max(from, to), Math.max(from, to), from]);
    }),
    { numRuns: 20 },
  );
});

test("static steps differ by one voter, and every old majority shares a server with every new one", () => {
  fc.assert(
    fc.property(number, number, (from, to) => {
      const voters = states({ servers: from }, to).map(({ servers }) => servers);
      expect(voters.length).toBe(Math.abs(to - from) + 1);
      for (const [index, now] of voters.slice(1).entries()) {
        const old = voters[index] ?? 0;
        expect(Math.abs(now - old)).toBe(1);
        // the servers of both lists are those of the longer one
        expect(quorum(old) + quorum(now)).toBeGreaterThan(Math.max(old, now));
      }
    }),
  );
});

test("a scaling on its way is finished, or taken back", () => {
  expect(states({ servers: 4, scalingTo: 5 }, 5).map(({ servers }) => servers)).toEqual([4, 5]);
  expect(states({ servers: 4, scalingTo: 5 }, 3).map(({ servers }) => servers)).toEqual([4, 3]);
  expect(states({ servers: 4, scalingTo: 5 }, 4).map(({ scalingTo }) => scalingTo)).toEqual([5, undefined]);
  const dynamic = { servers: 3, scalingTo: 5, membership: "dynamic" as const };
  expect(states(dynamic, 5).map(({ servers }) => servers)).toEqual([3, 5]);
  const back = (to: number, fields: object) =>
    states({ membership: "dynamic", ...fields }, to).map(({ servers, scalingTo }) => [servers, scalingTo]);
  // the Job of the first step takes the votes back, if they were given, before the pods go
  expect(back(3, { servers: 3, scalingTo: 5 }).slice(1)).toEqual([
    [5, 3],
    [3, undefined],
  ]);
  expect(back(3, { servers: 5, scalingTo: 3 }).slice(1)).toEqual([[3, undefined]]);
  expect(back(5, { servers: 5, scalingTo: 3 }).slice(1)).toEqual([
    [3, 5],
    [5, undefined],
  ]);
  expect(() => states(dynamic, 7)).toThrow("on its way from 3 to 5");
});

test.each([
  [3, 4, "no other may fail"],
  [4, 3, "there is no majority"],
  [5, 6, "1 more may fail"],
  [6, 5, "no other may fail"],
  [1, 2, "there is no majority"],
])("what may fail while %i servers become %i is said", (servers, to, words) => {
  const options = optionsWith({ servers });
  const plan = scale({ environment: "prod", before: manifests(options), options }, to);
  expect("steps" in plan && plan.steps[0]?.effects[0]).toContain(words);
});

test.each([
  [1, 2, true],
  [3, 4, true],
  [4, 5, false],
  [4, 3, false],
])("a roll-out that can stand still while %i servers become %i is foretold: %s", (servers, to, canStandStill) => {
  const options = optionsWith({ servers });
  const plan = scale({ environment: "prod", before: manifests(options), options }, to);
  expect("steps" in plan && plan.steps[0]?.effects.join().includes("delete the one that leads")).toBe(canStandStill);
});
