import { expect, test } from "vitest";
import { oddServers } from "../../../apps/zookeeper/rules/odd-servers.ts";
import { optionsWith } from "../options-of.ts";

test.each([1, 3, 5, 255])("%i servers are fine", (servers) => {
  expect(oddServers.check(optionsWith({ servers }))).toEqual([]);
});

test("an even number is refused, with the two beside it as a way out", () => {
  expect(oddServers.check(optionsWith({ servers: 4 }))).toEqual([
    { path: ["servers"], message: "servers is 4, an even number", hint: "use 3 or 5" },
  ]);
});
