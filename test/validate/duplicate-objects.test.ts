import { expect, test } from "vitest";
import { duplicateObjects } from "../../compiler/validate/duplicate-objects.ts";

const object = (kind: string, name: string, namespace?: string) => ({
  apiVersion: "v1",
  kind,
  metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
});

test("what two instances make is told once, with all objects", () => {
  const zk = [object("Service", "zk", "a"), object("StatefulSet", "zk", "a")];
  expect(duplicateObjects([zk, [object("Service", "zk", "b")], zk])).toEqual([
    { first: 0, second: 2, message: "instances [0] and [2] both have Service/zk, StatefulSet/zk in namespace a" },
  ]);
});

test("an instance that makes an object twice has a duplicate too", () => {
  const twice = [object("Service", "zk"), object("Service", "zk", "default")];
  expect(duplicateObjects([twice])).toMatchObject([
    { first: 0, second: 0, message: "two objects are Service/zk in namespace default" },
  ]);
});

test("another kind, name or namespace is another object", () => {
  expect(
    duplicateObjects([
      [object("Service", "zk", "a")],
      [object("Secret", "zk", "a")],
      [object("Service", "zk", "b")],
      [object("Service", "z", "a")],
    ]),
  ).toEqual([]);
});
