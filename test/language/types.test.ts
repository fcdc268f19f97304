import { expect, expectTypeOf, test } from "vitest";
import { append, application, type Layer, mergeBy, remove, replace } from "../../compiler/language/language.ts";

interface Options {
  servers: number;
  size: `${number}Gi`;
  level: "INFO" | "DEBUG";
  budget: 1 | "none";
  storage: { size: string; className?: string };
  ports: { name: string; port: number }[];
  args: string[];
  labels: Record<string, string>;
  tls?: { secret: string };
}

const app = application<Options>("app", {});

test("everything is inferred", () => {
  const layer = app.extend({
    servers: (self, super_, root) => {
      expectTypeOf(self).toEqualTypeOf<Options>();
      expectTypeOf(super_).toEqualTypeOf<Options>();
      expectTypeOf(root).toEqualTypeOf<Options>();
      return super_.servers + 2;
    },
    storage: {
      size: (self, super_, root) => {
        expectTypeOf(self).toEqualTypeOf<Options["storage"]>();
        expectTypeOf(super_).toEqualTypeOf<Options["storage"]>();
        expectTypeOf(root).toEqualTypeOf<Options>();
        return self.className ?? "1Gi";
      },
    },
    budget: (self) => (self.servers > 1 ? 1 : "none"),
    ports: [{ name: "a", port: (self) => self.name.length }],
    args: ["a", (self) => self.storage.size],
    labels: { any: "name" },
    tls: (self) => (self.servers > 1 ? { secret: "a" } : remove),
  });
  expectTypeOf(layer).toEqualTypeOf<Layer<Options>>();
  expectTypeOf(app.extend(layer)).toEqualTypeOf<Layer<Options>>();
  expectTypeOf(app.extend(app.mixin({ servers: 1 }))).toEqualTypeOf<Layer<Options>>();
});

test("hidden fields are typed by what they are given", () => {
  const layer = app.hidden({ zones: 3, prefix: (self) => self.size });
  layer.extend({
    zones: 5,
    servers: (self) => {
      expectTypeOf(self.zones).toEqualTypeOf<number>();
      return self.zones;
    },
  });
  // @ts-expect-error: zones is a number
  layer.extend({ zones: "5" });
  // @ts-expect-error: no such field
  layer.extend({ zone: 5 });
});

test("edits fit the list that they edit", () => {
  app.extend({ args: append("a", "b"), ports: mergeBy("name", [{ name: "a", port: 1 }]) });
  app.extend({ ports: append({ name: "a", port: 1 }), storage: replace({ size: "1Gi" }) });
  // @ts-expect-error: a number among strings
  app.extend({ args: append(1) });
  // @ts-expect-error: an item without its port
  app.extend({ ports: append({ name: "a" }) });
  // @ts-expect-error: no field of the items
  app.extend({ ports: mergeBy("nam", [{ name: "a" }]) });
  // @ts-expect-error: servers is no list
  app.extend({ servers: append(1) });
  // @ts-expect-error: replace takes the whole map, which has a size
  app.extend({ storage: replace({ className: "ssd" }) });
});

test("mistakes are type errors at their line", () => {
  app.extend({
    // @ts-expect-error: a typo
    server: 5,
  });
  app.extend({
    // @ts-expect-error: a string for a number
    servers: "5",
  });
  app.extend({
    // @ts-expect-error: a unit
    size: "5GB",
  });
  app.extend({
    storage: {
      // @ts-expect-error: a nested typo
      sise: "5Gi",
    },
  });
  app.extend({
    // @ts-expect-error: a function of the wrong type
    servers: (self) => self.size,
  });
  app.extend({
    // @ts-expect-error: a typo in self
    servers: (self) => self.server,
  });
  app.extend({
    // @ts-expect-error: not one of its values
    level: "WARN",
  });
  app.extend({
    // @ts-expect-error: a field that must not be left out
    servers: remove,
  });
  // @ts-expect-error: undefined is no value
  app.extend({ tls: undefined });
  app.extend({
    // @ts-expect-error: an item's typo
    ports: [{ name: "a", prot: 1 }],
  });
  app.extend({
    // @ts-expect-error: the method of a layer is no option
    extend: 1,
  });
});

test("layers of other options do not fit", () => {
  const other = application<{ replicas: number }>("other", { replicas: 1 });
  // @ts-expect-error: options of another application
  expect(() => app.extend(other)).toThrow("other");
});
