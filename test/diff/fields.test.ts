import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonical } from "../../compiler/diff/canonical.ts";
import { diffFields } from "../../compiler/diff/fields.ts";
import type { Json } from "../../compiler/kubernetes/json.ts";
import { formatPath } from "../../compiler/report/value.ts";
import { apply } from "./apply.ts";

/** Few values, so that two random ones often share a part. */
const { value } = fc.letrec<{ value: Json; scalar: Json; map: Json; list: Json; keyed: Json }>((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, tie("scalar"), tie("map"), tie("list"), tie("keyed")),
  scalar: fc.constantFrom<Json[]>(0, 1, -0, "0", "", "x", "a\nb", "a\nc\n", "\n", null, true, [], {}),
  map: mapOf(fc.constantFrom("name", "a", "__proto__", "constructor", "0"), tie("value")),
  list: fc.array(tie("value"), { maxLength: 4 }),
  keyed: fc
    .uniqueArray(fc.tuple(fc.constantFrom("a", "b", "c", "d"), tie("map")), {
      selector: ([name]) => name,
      maxLength: 4,
    })
    .map((items) => items.map(([name, map]) => Object.fromEntries([...Object.entries(map ?? {}), ["name", name]]))),
}));

function mapOf(name: fc.Arbitrary<string>, item: fc.Arbitrary<Json>): fc.Arbitrary<Json> {
  return fc.array(fc.tuple(name, item), { maxLength: 3 }).map((fields) => Object.fromEntries(fields));
}

/** What changed where, one line each. */
function changes(before: Json, after: Json): readonly string[] {
  return diffFields(before, after).map((field) => `${field.change} ${formatPath(field.path)}`);
}

describe("diffFields", () => {
  it("finds nothing between equal values, whatever the order of their fields", () => {
    fc.assert(
      fc.property(value, (same) => {
        expect(diffFields(same, shuffled(same))).toEqual([]);
      }),
    );
  });

  it("leaves nothing out: the changes make the new value of the old one", () => {
    fc.assert(
      fc.property(value, value, (before, after) => {
        expect(canonical(apply(before, diffFields(before, after)) ?? null)).toBe(canonical(after));
      }),
      { numRuns: 3000 },
    );
  });

  it("knows an item by its key wherever it stands", () => {
    const before = { containers: [{ name: "a", image: "x:1" }, { name: "b" }] };
    const after = { containers: [{ name: "new" }, { name: "a", image: "x:2" }, { name: "b" }] };
    expect(changes(before, after)).toEqual(["added containers[new]", "changed containers[a].image"]);
  });

  it("knows a port by its name when its number changes, by number and protocol when it has no name", () => {
    const named = (port: number) => ({ ports: [{ name: "client", port }] });
    expect(changes(named(2181), named(2182))).toEqual(["changed ports[client].port"]);
    const bare = (targetPort: number) => ({
      ports: [
        { port: 53, protocol: "TCP", targetPort },
        { port: 53, protocol: "UDP" },
      ],
    });
    expect(changes(bare(1), bare(2))).toEqual(["changed ports[53/TCP].targetPort"]);
  });

  it("knows a volume claim template by the name in its metadata", () => {
    const claims = (storage: string) => [{ metadata: { name: "data" }, spec: { storage } }];
    expect(changes({ claims: claims("10Gi") }, { claims: claims("20Gi") })).toEqual([
      "changed claims[data].spec.storage",
    ]);
  });

  it("tells another order from a change", () => {
    const items = (...names: string[]) => ({ env: names.map((name) => ({ name })) });
    expect(diffFields(items("a", "b", "gone"), items("b", "new", "a"))).toEqual([
      { change: "reordered", path: ["env"], old: ["a", "b"], new: ["b", "a"] },
      { change: "removed", path: ["env", { index: 2, key: "gone" }], old: { name: "gone" } },
      { change: "added", path: ["env", { index: 1, key: "new" }], new: { name: "new" } },
    ]);
    expect(diffFields(["a", "a", "b"], ["b", "a", "a"])).toEqual([
      { change: "reordered", path: [], old: ["a", "a", "b"], new: ["b", "a", "a"] },
    ]);
  });

  it("keeps the longest common part of a list of scalars", () => {
    expect(diffFields(["sh", "-c", "run"], ["sh", "-e", "-u", "-c", "run"])).toEqual([
      { change: "added", path: [{ index: 1 }], new: "-e" },
      { change: "added", path: [{ index: 2 }], new: "-u" },
    ]);
    expect(changes(["--servers=3", "--heap=1"], ["--servers=5", "--heap=1"])).toEqual(["changed [0]"]);
  });

  it("goes into an item without a key where it can be only that one", () => {
    const rules = (port: number) => ({ ingress: [{ from: [] }, { ports: [{ port: 1 }, { port }] }, { to: [] }] });
    expect(changes(rules(2), rules(3))).toEqual(["removed ingress[1].ports[2]", "added ingress[1].ports[3]"]);
  });

  it("does not take two items of one name for one", () => {
    const twice = {
      env: [
        { name: "A", value: "1" },
        { name: "A", value: "2" },
      ],
    };
    const once = { env: [{ name: "A", value: "1" }] };
    expect(changes(twice, once)).toEqual(["removed env[1]"]);
  });

  it("compares a text of several lines by line, a value of one line whole", () => {
    const hunks = [{ line: 1, lines: [{ sign: "+", text: "b" }] }];
    expect(diffFields({ a: "", b: "x" }, { a: "b\n", b: "y" })).toEqual([
      { change: "text", path: ["a"], old: "", new: "b\n", hunks },
      { change: "changed", path: ["b"], old: "x", new: "y" },
    ]);
  });

  it("reports a change of type once, and null as a value", () => {
    expect(changes({ a: { b: 1 } }, { a: [1] })).toEqual(["changed a"]);
    expect(changes({ a: "1" }, { a: 1 })).toEqual(["changed a"]);
    expect(changes({ a: null }, {})).toEqual(["removed a"]);
  });

  it("sees a field that every JavaScript object inherits only where it is the map's own", () => {
    const own: Json = JSON.parse('{"__proto__": {"x": 1}, "constructor": 1}');
    expect(changes({}, own)).toEqual(["added __proto__", "added constructor"]);
  });
});

function shuffled(value: Json): Json {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, item]) => [name, shuffled(item)]),
  );
}
