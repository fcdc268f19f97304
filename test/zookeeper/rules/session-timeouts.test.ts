import { expect, test } from "vitest";
import { sessionTimeouts } from "../../../apps/zookeeper/rules/session-timeouts.ts";
import { optionsWith } from "../options-of.ts";

test("equal timeouts are fine", () => {
  const timing = { minSessionTimeout: 6000, maxSessionTimeout: 6000 };
  expect(sessionTimeouts.check(optionsWith({ timing }))).toEqual([]);
});

test("a shortest above the longest is refused, also where the longest follows from the tick", () => {
  const timing = { tickTime: 1000, minSessionTimeout: 20_001 };
  expect(sessionTimeouts.check(optionsWith({ timing }))).toEqual([
    {
      path: ["timing", "minSessionTimeout"],
      involves: [
        ["timing", "maxSessionTimeout"],
        ["timing", "tickTime"],
      ],
      message: "minSessionTimeout is 20001, more than maxSessionTimeout, 20000",
      hint: "left out, they are 2 and 20 ticks: 2000 and 20000 ms",
    },
  ]);
});
