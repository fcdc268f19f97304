import { expect, test } from "vitest";
import { stuckUpdate } from "../../../apps/zookeeper/rules/stuck-update.ts";
import { optionsWith } from "../options-of.ts";

test.each([{}, { updateStrategy: { partition: 2 } }, { observers: 1, updateStrategy: { partition: 3 } }] as const)(
  "%j is fine",
  (fields) => {
    expect(stuckUpdate.check(optionsWith(fields))).toEqual([]);
  },
);

test.each([[{ updateStrategy: { partition: 3 } }, "updateStrategy.partition"]] as const)(
  "%j is refused at %s",
  (fields, path) => {
    expect(stuckUpdate.check(optionsWith(fields)).map((violation) => violation.path.join("."))).toEqual([path]);
  },
);
