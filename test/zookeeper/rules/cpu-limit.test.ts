import { expect, test } from "vitest";
import { cpuLimit } from "../../../apps/zookeeper/rules/cpu-limit.ts";
import { optionsWith } from "../options-of.ts";

test.each([{}, { cpu: "500m", cpuLimit: 0.5 }, { cpu: 1, cpuLimit: 2 }] as const)("%j is fine", (fields) => {
  expect(cpuLimit.check(optionsWith(fields))).toEqual([]);
});

test.each([[{ cpu: 1, cpuLimit: "999m" }, "cpuLimit"]] as const)("%j is refused at %s", (fields, path) => {
  expect(cpuLimit.check(optionsWith(fields)).map((violation) => violation.path.join("."))).toEqual([path]);
});
