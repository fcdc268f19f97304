import { expect, test } from "vitest";
import { clientConnections } from "../../../apps/zookeeper/rules/client-connections.ts";
import { optionsWith } from "../options-of.ts";

test.each([{ maxClientConnections: 0 }, { production: true }] as const)("%j is fine", (fields) => {
  expect(clientConnections.check(optionsWith(fields))).toEqual([]);
});

test.each([[{ production: true, maxClientConnections: 0 }, "maxClientConnections"]] as const)(
  "%j is refused at %s",
  (fields, path) => {
    expect(clientConnections.check(optionsWith(fields)).map((violation) => violation.path.join("."))).toEqual([path]);
  },
);
