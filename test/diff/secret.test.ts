import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diff } from "../../compiler/diff/diff.ts";
import type { Json } from "../../compiler/kubernetes/json.ts";
import type { Manifest } from "../../compiler/kubernetes/manifest.ts";

function secret(fields: { readonly [name: string]: Json }, metadata: { readonly [name: string]: Json } = {}): Manifest {
  return { apiVersion: "v1", kind: "Secret", ...fields, metadata: { name: "tls", ...metadata } };
}

describe("diff of a Secret", () => {
  it("says which keys changed, appeared and went, and no value", () => {
    const before = secret({ data: { same: "c2FtZQ==", rotated: "b25lMTIz", gone: "Z29uZQ==" } });
    const after = secret({ data: { same: "c2FtZQ==", rotated: "dHdvMTIz", added: "YWRkZWQ=" } });
    expect(diff([before], [after])).toMatchObject([
      {
        change: "changed",
        object: { data: { same: "(hidden)", rotated: "(hidden, another value)", added: "(hidden)" } },
        fields: [
          { change: "changed", path: ["data", "rotated"], old: "(hidden)", new: "(hidden, another value)" },
          { change: "removed", path: ["data", "gone"], old: "(hidden)" },
          { change: "added", path: ["data", "added"], new: "(hidden)" },
        ],
      },
    ]);
  });

  it("hides whatever stands where a value may be: other types, misspelt fields, annotations, lists of Secrets", () => {
    const hidden = fc.constantFrom("hunter2", "hunter22").map((word): Json => word);
    const shapes = fc.oneof(
      hidden,
      hidden.map((value): Json => [value]),
      hidden.map((value): Json => ({ nested: { deep: value } })),
    );
    const manifest = fc.oneof(
      fc
        .tuple(fc.constantFrom("data", "stringData", "stringdata", "Data", "spec", "__proto__"), shapes)
        .map(([field, value]) => secret(Object.fromEntries([[field, value]]))),
      fc
        .tuple(fc.constantFrom("annotations", "labels", "managedFields", "namespace"), shapes)
        .filter(([field, value]) => field !== "namespace" || typeof value === "object")
        .map(([field, value]) => secret({}, { [field]: value })),
      fc.tuple(fc.constantFrom("type", "immutable"), shapes).map(([field, value]) => secret({ [field]: [value] })),
      shapes.map((value) => ({ ...secret({ items: [{ kind: "Secret", data: value }] }), kind: "List" })),
      shapes.map((value) => ({ ...secret({ data: value }), kind: "secret", apiVersion: "example.com/v1" })),
    );
    fc.assert(
      fc.property(fc.array(manifest, { maxLength: 1 }), fc.array(manifest, { maxLength: 1 }), (before, after) => {
        expect(JSON.stringify(diff(before, after))).not.toContain("hunter");
      }),
      { numRuns: 1000 },
    );
  });

  it("says that a hidden value of any type changed", () => {
    expect(diff([secret({ data: ["a"] })], [secret({ data: ["b"] })])).toHaveLength(1);
    expect(diff([secret({ data: ["a"] })], [secret({ data: ["a"] })])).toEqual([]);
  });

  it("shows what is no secret", () => {
    const fields = diff([secret({ type: "Opaque" })], [secret({ type: "kubernetes.io/tls", immutable: true })]);
    expect(fields).toMatchObject([{ fields: [{ old: "Opaque", new: "kubernetes.io/tls" }, { new: true }] }]);
  });

  it("leaves a ConfigMap open", () => {
    const config = { ...secret({ data: { key: "value" } }), kind: "ConfigMap" };
    expect(diff([], [config])).toEqual([{ change: "created", object: config }]);
  });
});
