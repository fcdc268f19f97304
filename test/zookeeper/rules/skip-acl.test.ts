import { expect, test } from "vitest";
import { skipAcl } from "../../../apps/zookeeper/rules/skip-acl.ts";
import { optionsWith } from "../options-of.ts";

test.each([{ jvmFlags: ["-Dzookeeper.skipACL=no"] }] as const)("%j is fine", (fields) => {
  expect(skipAcl.check(optionsWith(fields))).toEqual([]);
});

test.each([[{ jvmFlags: ["-Dzookeeper.skipACL=yes"] }, "jvmFlags.0"]] as const)(
  "%j is refused at %s",
  (fields, path) => {
    expect(skipAcl.check(optionsWith(fields)).map((violation) => violation.path.join("."))).toEqual([path]);
  },
);
