import { expect, test } from "vitest";
import { distinctPorts } from "../../../apps/zookeeper/rules/distinct-ports.ts";
import { optionsWith } from "../options-of.ts";

test("the default ports are distinct", () => {
  expect(distinctPorts.check(optionsWith({}))).toEqual([]);
});

test("every port that another listener has is named, with that listener", () => {
  const issues = distinctPorts.check(optionsWith({ ports: { client: 2888, leaderElection: 2888 } }));
  expect(issues.map(({ path, message }) => [path.join("."), message])).toEqual([
    ["ports.server", "ports.server is 2888, the same as ports.client"],
    ["ports.leaderElection", "ports.leaderElection is 2888, the same as ports.client"],
  ]);
});

test.each([
  [8080, "admin"],
  [7000, "metrics"],
  [2281, "secureClient"],
])("port %i belongs to %s, with or without it", (client, owner) => {
  const [issue] = distinctPorts.check(optionsWith({ ports: { client } }));
  expect(issue).toMatchObject({ path: ["ports", owner], involves: [["ports", "client"]] });
});
