import { expect, test } from "vitest";
import { jvmFlags } from "../../../apps/zookeeper/rules/jvm-flags.ts";
import { optionsWith } from "../options-of.ts";

test.each([{ jvmFlags: ["-XX:+UseZGC", "-Xms256m", "-Dzookeeper.globalOutstandingLimit=500"] }] as const)(
  "%j is fine",
  (fields) => {
    expect(jvmFlags.check(optionsWith(fields))).toEqual([]);
  },
);

test.each([
  [{ jvmFlags: ["-XX:+UseZGC", "-Xmx4g"] }, "jvmFlags.1"],
  [{ jvmFlags: ["-XX:MaxRAMPercentage=75"] }, "jvmFlags.0"],
  [{ jvmFlags: ["-Djute.maxbuffer=4194304"] }, "jvmFlags.0"],
  [{ jvmFlags: ["-Dzookeeper.datadir.autocreate=true"] }, "jvmFlags.0"],
  [{ jvmFlags: ["-Dzookeeper.4lw.commands.whitelist=stat"] }, "jvmFlags.0"],
] as const)("%j is refused at %s", (fields, path) => {
  expect(jvmFlags.check(optionsWith(fields)).map((violation) => violation.path.join("."))).toEqual([path]);
});
