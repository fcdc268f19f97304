import { expect, test } from "vitest";
import { separateNodes } from "../../../apps/zookeeper/rules/separate-nodes.ts";
import { optionsWith } from "../options-of.ts";

test.each([{ production: true }, { spreading: { nodes: "off" } }] as const)("%j is fine", (fields) => {
  expect(separateNodes.check(optionsWith(fields))).toEqual([]);
});

test.each([
  [{ production: true, spreading: { nodes: "soft" } }, "spreading.nodes"],
  [{ production: true, spreading: { nodes: "off" } }, "spreading.nodes"],
] as const)("%j is refused at %s", (fields, path) => {
  expect(separateNodes.check(optionsWith(fields)).map((violation) => violation.path.join("."))).toEqual([path]);
});
