import { expect, test } from "vitest";
import { append, application, mergeBy, prepend, remove, replace } from "../../compiler/language/language.ts";
import { optionsOf, problemsOf } from "./options-of.ts";

interface Port {
  name: string;
  port: number;
  protocol?: string;
}

interface Options {
  servers: number;
  memory: string;
  heap: string;
  storage: { size: string; className?: string; note?: string };
  labels: Record<string, string>;
  args: string[];
  ports: Port[];
  tls?: { secret: string };
}

const app = application<Options>("app", {
  servers: 3,
  memory: "1Gi",
  heap: (self) => `half of ${self.memory}`,
  storage: { size: "10Gi", note: (self, _, root) => `${self.size} for ${root.servers}` },
  labels: { tier: "data" },
  args: ["a"],
  ports: [
    { name: "client", port: 2181 },
    { name: "server", port: 2888 },
  ],
});

test("a function of a lower layer reads what an upper layer set", () => {
  expect(optionsOf(app.extend({ memory: "4Gi" }))).toMatchObject({ memory: "4Gi", heap: "half of 4Gi" });
});

test("in a nested map self is that map, and root the options as a whole", () => {
  expect(optionsOf(app.extend({ servers: 5, storage: { size: "20Gi" } }))).toMatchObject({
    storage: { size: "20Gi", note: "20Gi for 5" },
  });
});

test("super is what the layers below made, still with the final self", () => {
  const layer = app.extend({ heap: (_, super_) => `${super_.heap}, less` }).extend({ memory: "2Gi" });
  expect(optionsOf(layer)).toMatchObject({ heap: "half of 2Gi, less" });
});

test("super of a nested map is that map as it was below", () => {
  const layer = app.extend({ storage: { size: (_, super_) => `${super_.size}+1` } });
  expect(optionsOf(layer)).toMatchObject({ storage: { size: "10Gi+1", note: "10Gi+1 for 3" } });
});

test("super inside super is one layer further down", () => {
  const layer = app
    .extend({ memory: (_, super_) => `${super_.memory}b` })
    .extend({ memory: (_, super_) => `${super_.memory}c` });
  expect(optionsOf(layer)).toMatchObject({ memory: "1Gibc" });
});

test("a layer is not changed by what extends it", () => {
  app.extend({ servers: 7, labels: { more: "yes" } });
  expect(optionsOf(app)).toMatchObject({ servers: 3, labels: { tier: "data" } });
});

test("extend is associative, with functions and edits", () => {
  const a = app.mixin({ args: append("b"), memory: (_, super_) => `${super_.memory}x` });
  const b = app.mixin({ args: prepend("c"), storage: { size: (_, super_) => `${super_.size}y` } });
  const c = app.mixin({ args: append("d"), labels: replace({ own: "1" }) });
  const left = app.extend(a).extend(b).extend(c);
  const right = app.extend(a.extend(b.extend(c)));
  expect(optionsOf(right)).toEqual(optionsOf(left));
  expect(optionsOf(left)).toMatchObject({ args: ["c", "a", "b", "d"], memory: "1Gix", labels: { own: "1" } });
});

test("lists are replaced, unless they are edited", () => {
  expect(optionsOf(app.extend({ args: ["z"] }))).toMatchObject({ args: ["z"] });
  expect(optionsOf(app.extend({ args: append("y", "z") }))).toMatchObject({ args: ["a", "y", "z"] });
  expect(optionsOf(app.extend({ args: prepend("z") }))).toMatchObject({ args: ["z", "a"] });
});

test("edits of edits, and of a list that a function makes, add up", () => {
  const layer = app
    .extend({ args: (self) => [`${self.servers}`] })
    .extend({ args: append("y") })
    .extend({ args: append("z"), servers: 9 });
  expect(optionsOf(layer)).toMatchObject({ args: ["9", "y", "z"] });
});

test("mergeBy merges maps of a list by a field and appends the others", () => {
  const layer = app.extend({
    ports: mergeBy("name", [
      { name: "server", protocol: "TCP" },
      { name: "metrics", port: 7000 },
    ]),
  });
  expect(optionsOf(layer)).toMatchObject({
    ports: [
      { name: "client", port: 2181 },
      { name: "server", port: 2888, protocol: "TCP" },
      { name: "metrics", port: 7000 },
    ],
  });
});

test("mergeBy without the field, and an edit over what is no list, are errors", () => {
  expect(problemsOf(app.extend({ ports: mergeBy("name", [{ port: 1 }]) }))[0]).toContain("name");
  // @ts-expect-error: labels is a map
  expect(problemsOf(app.extend({ labels: append("a") }))[0]).toContain("append needs a list");
});

test("replace sets a map whole; a later layer merges into it", () => {
  const layer = app.extend({ storage: replace({ size: "1Gi" }) }).extend({ storage: { className: "ssd" } });
  expect(optionsOf(layer)).toMatchObject({ storage: { size: "1Gi", className: "ssd" } });
  expect(optionsOf(layer)).not.toHaveProperty("storage.note");
});

test("remove leaves an optional field out; a later layer can set it again", () => {
  const without = app.extend({ tls: { secret: "x" }, storage: { className: "ssd" } }).extend({
    tls: remove,
    storage: { className: remove },
    labels: { tier: remove },
  });
  expect(optionsOf(without)).not.toHaveProperty("tls");
  expect(optionsOf(without)).toMatchObject({ labels: {}, storage: { size: "10Gi" } });
  expect(optionsOf(without)).not.toHaveProperty("storage.className");
  expect(optionsOf(without.extend({ tls: { secret: "y" } }))).toMatchObject({ tls: { secret: "y" } });
});

test("a function decides whether a field is left out", () => {
  const layer = app.extend({ tls: (self) => (self.servers > 3 ? { secret: "x" } : remove) });
  expect(optionsOf(layer)).not.toHaveProperty("tls");
  expect(optionsOf(layer.extend({ servers: 5 }))).toMatchObject({ tls: { secret: "x" } });
});

test("hidden fields are read and set, and are no part of the result", () => {
  const layer = app.hidden({ zones: 3, names: (self) => `${self.memory}!` }).extend({
    servers: (self) => self.zones * 2 + 1,
    heap: (self) => self.names,
  });
  expect(optionsOf(layer)).toMatchObject({ servers: 7, heap: "1Gi!" });
  expect(optionsOf(layer.extend({ zones: 1 }))).toMatchObject({ servers: 3 });
  expect(optionsOf(layer.extend({ zones: 1 }))).not.toHaveProperty("zones");
});

test("an assert sees the final options, and no later layer takes it away", () => {
  const odd = app.assert(
    (self) => self.servers % 2 === 1,
    (self) => `${self.servers} is even`,
  );
  expect(problemsOf(odd.extend({ servers: 5 }))).toEqual([]);
  expect(problemsOf(odd.extend({ servers: 4 }))).toEqual(["4 is even"]);
  expect(problemsOf(app.extend({ servers: 2 }).extend(app.mixin({}).assert(() => false, "no")))).toEqual(["no"]);
});

test("an error in a field that nobody reads never fires", () => {
  const broken = app.extend({
    heap: () => {
      throw new Error("never");
    },
  });
  expect(optionsOf(broken.extend({ heap: "1G" }))).toMatchObject({ heap: "1G" });
});

test("an element that is a function is computed when it is read", () => {
  const layer = app.extend({ args: ["a", (self) => `${self.args[0]}b`], heap: (self) => self.args[1] ?? "" });
  expect(optionsOf(layer)).toMatchObject({ args: ["a", "ab"], heap: "ab" });
});

test("a map of a function merges like one that is written out, and its functions are late-bound", () => {
  const layer = app
    .extend({ storage: (self) => ({ className: `c${self.servers}`, note: (storage) => `in ${storage.size}` }) })
    .extend({ servers: 5, storage: { size: "1Gi" } });
  expect(optionsOf(layer)).toMatchObject({ storage: { size: "1Gi", className: "c5", note: "in 1Gi" } });
});

test("self can be spread, listed and looked into like any map", () => {
  const layer = app.extend({
    labels: { b: "2" },
    args: (self) => [...Object.keys(self.labels), `${"tls" in self}`, JSON.stringify(self.labels)],
    tls: (self) => ({ ...self.labels, secret: Object.values(self.labels).join() }),
  });
  expect(optionsOf(layer)).toMatchObject({
    args: ["tier", "b", "true", '{"tier":"data","b":"2"}'],
    tls: { tier: "data", b: "2", secret: "data,2" },
  });
});

test("final options cannot be changed", () => {
  const layer = app.extend({
    heap: (self) => {
      self.servers = 9;
      return "x";
    },
    memory: (self) => `${self.args.push("z")}`,
  });
  expect(problemsOf(layer)).toHaveLength(2);
});

test("an object of another place is late-bound in its new one", () => {
  const layer = app.extend({ storage: { className: "ssd" }, tls: (self) => ({ secret: "s", ...self.storage }) });
  expect(optionsOf(layer.extend({ storage: { size: "5Gi" } }))).toMatchObject({
    tls: { secret: "s", size: "5Gi", className: "ssd", note: "5Gi for 3" },
  });
});

test("a layer of one application cannot extend one of another", () => {
  const other = application<Options>("other", {});
  expect(() => app.extend(other)).toThrow("other");
});

test("what is no map is no layer", () => {
  // @ts-expect-error: a list
  expect(() => app.extend([])).toThrow("a list");
  // @ts-expect-error: nothing
  expect(() => app.extend(undefined)).toThrow("undefined");
  // @ts-expect-error: a function
  expect(() => app.extend(() => ({ servers: 1 }))).toThrow(/not a function$/);
  expect(() => app.extend(Object.create({ servers: 1 }))).toThrow("no plain map");
  // @ts-expect-error: an object of a class
  expect(() => app.mixin(new Map([["servers", 1]]))).toThrow("no plain map");
});

test("an argument that a function does not take is refused, and not dropped", () => {
  const [one, two] = [{ servers: 1 }, { servers: 2 }];
  // @ts-expect-error: a second map
  expect(() => app.extend(one, two)).toThrow("extend takes one map of options or one layer, and got 1 more");
  // @ts-expect-error: a second map
  expect(() => app.mixin(one, two)).toThrow("mixin takes one");
  // @ts-expect-error: a second map
  expect(() => app.hidden(one, two)).toThrow("hidden takes one");
  // @ts-expect-error: a second value
  expect(() => replace("a", "b")).toThrow("replace takes one");
  // @ts-expect-error: a second list
  expect(() => mergeBy("name", [], [])).toThrow("mergeBy takes a key and one list");
  // @ts-expect-error: a map and no list of maps
  expect(() => mergeBy("name", { name: "a" })).toThrow("a list of maps");
});

test("a layer that is spread has none of its options in the map: that is refused", () => {
  expect(() => app.extend({ ...app, servers: 5 })).toThrow("cannot be spread");
  expect(() => app.extend({ ...app.mixin({ servers: 5 }) })).toThrow("cannot be spread");
});
