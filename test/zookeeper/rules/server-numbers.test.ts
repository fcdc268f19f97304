import { expect, test } from "vitest";
import { serverNumbers } from "../../../apps/zookeeper/rules/server-numbers.ts";
import { optionsWith } from "../options-of.ts";

test.each([{ servers: 255 }, { servers: 1, observers: 254 }] as const)("%j is fine", (fields) => {
  expect(serverNumbers.check(optionsWith(fields))).toEqual([]);
});

test.each([[{ servers: 3, observers: 253 }, "observers"]] as const)("%j is refused at %s", (fields, path) => {
  expect(serverNumbers.check(optionsWith(fields)).map((violation) => violation.path.join("."))).toEqual([path]);
});
