import { expect, test } from "vitest";
import { reachableClients } from "../../../apps/zookeeper/rules/reachable-clients.ts";
import { optionsWith } from "../options-of.ts";

test.each([
  [{ enabled: true, clients: [] }, 1],
  [{ enabled: false, clients: [] }, 0],
  [{ enabled: true }, 0],
])("network policy %j: %i violations", (networkPolicy, count) => {
  expect(reachableClients.check(optionsWith({ networkPolicy }))).toHaveLength(count);
});
