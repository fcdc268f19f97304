import { expect, test } from "vitest";
import { volumeRetention } from "../../../apps/zookeeper/rules/volume-retention.ts";
import { optionsWith } from "../options-of.ts";

test.each([{ production: true }, { storage: { retention: { whenDeleted: "Delete" } } }] as const)(
  "%j is fine",
  (fields) => {
    expect(volumeRetention.check(optionsWith(fields))).toEqual([]);
  },
);

test.each([
  [{ production: true, storage: { retention: { whenDeleted: "Delete" } } }, "storage.retention.whenDeleted"],
  [{ production: true, storage: { retention: { whenScaled: "Delete" } } }, "storage.retention.whenScaled"],
] as const)("%j is refused at %s", (fields, path) => {
  expect(volumeRetention.check(optionsWith(fields)).map((violation) => violation.path.join("."))).toEqual([path]);
});
