import { expect, test } from "vitest";
import { livenessPatience } from "../../../apps/zookeeper/rules/liveness-patience.ts";
import { optionsWith } from "../options-of.ts";

test.each([
  {},
  { probes: { liveness: { periodSeconds: 5, failureThreshold: 2 } } },
  { timing: { tickTime: 6000 } },
] as const)("%j is fine", (fields) => {
  expect(livenessPatience.check(optionsWith(fields))).toEqual([]);
});

test.each([
  [{ probes: { liveness: { failureThreshold: 1, periodSeconds: 9 } } }, "probes.liveness.failureThreshold"],
  [{ timing: { syncLimit: 16 } }, "probes.liveness.failureThreshold"],
] as const)("%j is refused at %s", (fields, path) => {
  expect(livenessPatience.check(optionsWith(fields)).map((violation) => violation.path.join("."))).toEqual([path]);
});
