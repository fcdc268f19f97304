import { expect, expectTypeOf, test } from "vitest";
import { type Options, schema } from "../../apps/zookeeper/options.ts";
import base from "../../environments/base.ts";
import { optionsWith } from "./options-of.ts";

test("wrong values are type errors where they are written", () => {
  // @ts-expect-error no such unit
  base.extend({ memory: "4 GB" });
  // @ts-expect-error a heap has the JVM's units
  base.extend({ heap: "2Gi" });
  // @ts-expect-error no such option
  base.extend({ server: 3 });
  // @ts-expect-error an option of storage
  base.extend({ size: "10Gi" });
  // @ts-expect-error more than one at a time is never right
  base.extend({ disruptionBudget: 2 });
  // @ts-expect-error late-bound values are checked too
  base.extend({ heap: (self) => self.memory });
});

test("good values are none", () => {
  base.extend({ cpu: 0.5, memory: "1.5Gi", heap: "512M", storage: { size: "500G" }, logLevel: "DEBUG" });
  base.extend({ cpu: "500m", heap: (self) => `${self.servers * 100}M` });
  expectTypeOf<Options["storage"]["className"]>().toEqualTypeOf<string | undefined>();
});

test.each([
  ["zk", true],
  ["a".repeat(52), true],
  ["z2-orders", true],
  // the pods' label controller-revision-hash would have more than 63 characters
  ["a".repeat(53), false],
  // a Service's name begins with a letter
  ["2zk", false],
  ["zk-", false],
  ["zk.orders", false],
  ["", false],
])("%j as the name of an ensemble: %s", (name, isAccepted) => {
  expect(schema.safeParse({ ...optionsWith({}), name }).success).toBe(isAccepted);
});
