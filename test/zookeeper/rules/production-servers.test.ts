import { expect, test } from "vitest";
import { productionServers } from "../../../apps/zookeeper/rules/production-servers.ts";
import { optionsWith } from "../options-of.ts";

test.each([
  { production: true, servers: 3 },
  { production: true, servers: 5 },
  { production: true, servers: 7 },
  { production: true, servers: 4 },
  { servers: 1 },
  { servers: 9 },
] as const)("%j is fine", (fields) => {
  expect(productionServers.check(optionsWith(fields))).toEqual([]);
});

test.each([
  [{ production: true, servers: 1 }, "servers"],
  [{ production: true, servers: 9 }, "servers"],
] as const)("%j is refused at %s", (fields, path) => {
  expect(productionServers.check(optionsWith(fields)).map((violation) => violation.path.join("."))).toEqual([path]);
});
