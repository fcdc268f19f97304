import { expect, test } from "vitest";
import { probeTimeouts } from "../../../apps/zookeeper/rules/probe-timeouts.ts";
import { optionsWith } from "../options-of.ts";

test.each([{}, { probes: { liveness: { timeoutSeconds: 10 } } }] as const)("%j is fine", (fields) => {
  expect(probeTimeouts.check(optionsWith(fields))).toEqual([]);
});

test.each([
  [{ probes: { liveness: { timeoutSeconds: 11 } } }, "probes.liveness.timeoutSeconds"],
  [{ probes: { startup: { periodSeconds: 4 } } }, "probes.startup.timeoutSeconds"],
] as const)("%j is refused at %s", (fields, path) => {
  expect(probeTimeouts.check(optionsWith(fields)).map((violation) => violation.path.join("."))).toEqual([path]);
});
