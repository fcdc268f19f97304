import { expect, test } from "vitest";
import { updatePartition } from "../../../apps/zookeeper/rules/update-partition.ts";
import { optionsWith } from "../options-of.ts";

test.each([{ updateStrategy: { partition: 2 } }, { updateStrategy: { type: "OnDelete" } }] as const)(
  "%j is fine",
  (fields) => {
    expect(updatePartition.check(optionsWith(fields))).toEqual([]);
  },
);

test.each([[{ updateStrategy: { type: "OnDelete", partition: 0 } }, "updateStrategy.partition"]] as const)(
  "%j is refused at %s",
  (fields, path) => {
    expect(updatePartition.check(optionsWith(fields)).map((violation) => violation.path.join("."))).toEqual([path]);
  },
);
