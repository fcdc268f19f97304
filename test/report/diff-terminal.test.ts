import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { EnvironmentChange, FieldChange } from "../../compiler/change.ts";
import { diff } from "../../compiler/diff/diff.ts";
import type { Json } from "../../compiler/kubernetes/json.ts";
import type { Manifest } from "../../compiler/kubernetes/manifest.ts";
import { renderDiff } from "../../compiler/report/diff-terminal.ts";

const plain = { color: false, width: 80 };

function environment(
  name: string,
  status: EnvironmentChange["status"],
  before: readonly Manifest[] = [],
  after: readonly Manifest[] = [],
): EnvironmentChange {
  return { name, file: `environments/${name}.ts`, status, changes: diff(before, after) };
}

function ensemble(servers: number): readonly Manifest[] {
  const lines = ["clientPort=2181", "dataDir=/data", "tickTime=2000"];
  for (let server = 1; server <= servers; server++) lines.push(`server.${server}=zk-${server - 1}.zk-hs:2888:3888`);
  return [
    object("ConfigMap", { data: { "zoo.cfg": `${lines.join("\n")}\n` } }),
    object("StatefulSet", { spec: { replicas: servers, ...(servers > 3 ? { nodeSelector: { disk: "ssd" } } : {}) } }),
  ];
}

function object(kind: string, fields: { readonly [name: string]: Json }): Manifest {
  return { apiVersion: "v1", kind, ...fields, metadata: { name: "zk", namespace: "zookeeper" } };
}

/** The lines of one change in a ConfigMap, without the headings. */
function fieldLines(before: Json, after: Json, width = 80): string {
  const changes = diff([object("X", { v: before })], [object("X", { v: after })]);
  const text = renderDiff([{ name: "e", file: "e.ts", status: "changed", changes }], { color: false, width });
  return `\n${text.split("\n").slice(4).join("\n")}`;
}

describe("renderDiff", () => {
  it("begins with the sum, then shows each object and field, then names what did not change", () => {
    const environments = [
      environment("demo", "unchanged"),
      environment("prod", "changed", [...ensemble(3), object("Service", {})], ensemble(4)),
      environment("eu/new", "created", [], [object("Service", { spec: { ports: [{ port: 2181 }] } })]),
      environment("old", "deleted", [object("Service", {})], []),
      environment("micro", "unchanged"),
    ];
    expect(renderDiff(environments, plain)).toMatchInlineSnapshot(`
      "1 environment created, 1 deleted, 1 changed, 2 unchanged: 1 object created, 2 deleted, 2 changed (3 fields)

      ~ prod  environments/prod.ts
        ~ ConfigMap/zk  namespace zookeeper
            ~ data["zoo.cfg"]:
                line 5
                  server.2=zk-1.zk-hs:2888:3888
                  server.3=zk-2.zk-hs:2888:3888
                + server.4=zk-3.zk-hs:2888:3888
        ~ StatefulSet/zk  namespace zookeeper
            ~ spec.replicas: 3 → 4
            + spec.nodeSelector:
            +   disk: ssd
        - Service/zk  namespace zookeeper
            - apiVersion: v1
            - kind: Service
            - metadata:
            -   name: zk
            -   namespace: zookeeper

      + eu/new  environments/eu/new.ts
        + Service/zk  namespace zookeeper
            + apiVersion: v1
            + kind: Service
            + metadata:
            +   name: zk
            +   namespace: zookeeper
            + spec:
            +   ports:
            +     - port: 2181

      - old  environments/old.ts
        - Service/zk  namespace zookeeper
            - apiVersion: v1
            - kind: Service
            - metadata:
            -   name: zk
            -   namespace: zookeeper

      = unchanged: demo, micro
      "
    `);
  });

  it("says in one line that nothing changed", () => {
    const environments = [environment("demo", "unchanged"), environment("prod", "unchanged")];
    expect(renderDiff(environments, plain)).toBe("No change: 2 environments as before.\n");
    expect(renderDiff([], plain)).toBe("No change: 0 environments as before.\n");
  });

  it("names unchanged environments in one line, however many there are", () => {
    const names = Array.from({ length: 500 }, (_, index) => environment(`env-${index}`, "unchanged"));
    const text = renderDiff([environment("prod", "changed", ensemble(3), ensemble(5)), ...names], plain);
    expect(text.split("\n").at(-2)).toBe(
      "= unchanged: env-0, env-1, env-2, env-3, env-4, env-5, env-6, env-7 and 492 more",
    );
  });

  it("puts a long value on lines of its own, shortened around the difference and never in silence", () => {
    const list = (last: string) => `${"host:2181 ".repeat(20)}${last}`;
    expect(fieldLines(list("a"), list("b"))).toMatchInlineSnapshot(`
      "
            ~ v:
                - (144 more)…:2181 host:2181 host:2181 host:2181 host:2181 host:2181 a
                + (144 more)…:2181 host:2181 host:2181 host:2181 host:2181 host:2181 b
      "
    `);
  });

  it("keeps the difference of a long line of a text", () => {
    const text = (end: string) => `first\n${"x".repeat(200)}${end}\n`;
    expect(fieldLines(text("1"), text("2"))).toMatchInlineSnapshot(`
      "
            ~ v:
                line 1
                  first
                - (144 more)…xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx1
                + (144 more)…xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx2
      "
    `);
  });

  it("shows a removed space at a line's end, a carriage return and a lost line end", () => {
    expect(fieldLines("a \nb\nc\n", "a\nb\r\nc")).toMatchInlineSnapshot(`
      "
            ~ v:
                line 1
                - a\\u0020
                - b
                - c
                + a
                + b\\r
                + c
                (the new text does not end with a line end)
      "
    `);
  });

  it("shows another type as trees, another order as lists", () => {
    const long = Array.from({ length: 9 }, (_, index) => `argument-${index}`);
    expect(fieldLines({ env: { a: "b" }, args: ["x", "y"] }, { env: 1, args: ["y", "x"] })).toMatchInlineSnapshot(`
      "
            ~ v.env: {a: b} → 1
            ~ v.args reordered: [x, "y"] → ["y", x]
      "
    `);
    expect(fieldLines({ a: long }, { a: "none" })).toMatchInlineSnapshot(`
      "
            ~ v.a:
                - - argument-0
                - - argument-1
                - - argument-2
                - - argument-3
                - - argument-4
                - - argument-5
                - - argument-6
                - - argument-7
                - - argument-8
                + none
      "
    `);
  });

  it("escapes what could forge output, wherever it stands", () => {
    const hostile = "\u001b[2J\u001b]0;t\u0007\u202e\r\n+ fake\u2028\u0085";
    const text = renderDiff(
      [
        {
          name: hostile,
          file: hostile,
          status: "changed",
          changes: diff(
            [object("X", { [hostile]: hostile, list: [{ name: hostile, v: 1 }] })],
            [object("X", { [hostile]: `${hostile}x`, list: [{ name: hostile, v: hostile }] }), object(hostile, {})],
          ),
        },
        environment(hostile, "unchanged"),
      ],
      plain,
    );
    expect(text).not.toMatch(/[^\P{C}\n]|[\u2028\u0085]/u);
    expect(text).not.toMatch(/^\s*\+ fake/m);
  });

  it("writes no control characters but line ends and its own colours, and colours change no text", () => {
    const json = fc.jsonValue({ maxDepth: 3 }).map((value): Json => JSON.parse(JSON.stringify(value)));
    const text = fc.string({ unit: "binary" });
    const field = fc.oneof(
      fc
        .tuple(text, json, json)
        .map(([name, old, now]): FieldChange => ({ change: "changed", path: [name], old, new: now })),
      fc
        .tuple(text, json)
        .map(([key, now]): FieldChange => ({ change: "added", path: ["a", { index: 0, key }], new: now })),
    );
    fc.assert(
      fc.property(fc.array(field), text, fc.integer({ min: 1, max: 200 }), (fields, name, width) => {
        const named = { apiVersion: "v1", kind: name, metadata: { name, namespace: name } };
        const environments: EnvironmentChange[] = [
          { name, file: name, status: "changed", changes: [{ change: "changed", object: named, fields }] },
        ];
        const colored = renderDiff(environments, { color: true, width });
        const bare = renderDiff(environments, { color: false, width });
        expect(stripVTControlCharacters(colored)).toBe(bare);
        expect(bare).not.toMatch(/[^\P{C}\n]/u);
      }),
    );
  });

  it("colours what is new green, what is gone red", () => {
    const text = renderDiff([environment("prod", "changed", ensemble(4), ensemble(3))], { color: true, width: 80 });
    expect(text).toContain("spec.replicas: \u001b[31m4\u001b[39m → \u001b[32m3\u001b[39m\n");
  });
});
