import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { EnvironmentChange, Review, ReviewedField } from "../../compiler/environment-change.ts";
import type { Json } from "../../compiler/kubernetes/json.ts";
import type { Manifest } from "../../compiler/kubernetes/manifest.ts";
import { renderDiff } from "../../compiler/report/diff-terminal.ts";
import type { Layout } from "../../compiler/report/style.ts";
import { type BothSides, review } from "../../compiler/review.ts";

const plain = { color: false, width: 80 };

/** Both sides of an environment; an empty one is one on which there is none. */
function environment(name: string, before: readonly Manifest[] = [], after: readonly Manifest[] = []): BothSides {
  const sides = { ...(before.length === 0 ? {} : { before }), ...(after.length === 0 ? {} : { after }) };
  return { name, file: `environments/${name}.ts`, ...sides };
}

function unchanged(name: string): BothSides {
  return environment(name, [object("Service", {})], [object("Service", {})]);
}

async function shown(
  environments: readonly BothSides[],
  layout: Layout & { readonly isSummary?: boolean } = plain,
): Promise<string> {
  return renderDiff(await review(environments, new Map()), layout);
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

/** The lines of one change, without the headings. */
async function fieldLines(before: Json, after: Json, width = 80): Promise<string> {
  const sides = environment("e", [object("X", { v: before })], [object("X", { v: after })]);
  const text = await shown([sides], { color: false, width });
  return `\n${text.split("\n").slice(4).join("\n")}`;
}

/** An impact that has the text wherever one can be. */
function impact(text: string): ReviewedField["impact"] {
  const steps = [{ text, commands: [text] }];
  return { verdict: "refused", message: text, answer: text, delivery: { flux: text, argoCd: text }, remedy: { steps } };
}

function reviewOf(one: Pick<EnvironmentChange, "name" | "file" | "changes">): Review {
  const nothing = { cpu: 0, memory: 0, storage: 0 };
  const totals = { before: nothing, after: nothing };
  const notes = [{ severity: "info", message: one.name, why: one.name }] as const;
  const changed = { ...one, status: "changed", kubernetesVersion: "1.34", rollouts: [], notes, totals } as const;
  return { environments: [changed], groups: [{ environments: [changed] }], totals };
}

describe("renderDiff", () => {
  it("begins with the sum, then shows each object and field, then names what did not change", async () => {
    const environments = [
      unchanged("demo"),
      environment("prod", [...ensemble(3), object("Service", {})], ensemble(4)),
      environment("eu/new", [], [object("Service", { spec: { ports: [{ port: 2181 }] } })]),
      environment("old", [object("Ingress", {})], []),
      unchanged("micro"),
    ];
    expect(await shown(environments)).toMatchInlineSnapshot(`
      "1 environment created, 1 deleted, 1 changed, 2 unchanged: 1 object created, 2 deleted, 2 changed (3 fields)

      deletes   old: 1 object goes with the Flux Kustomization or Argo CD Application,
                unless that leaves them (deletionPolicy: Orphan,
                preserveResourcesOnDeletion: true)
      deletes   prod: Service/zk: it is deleted: its DNS name and address are gone at
                once
                Flux     with prune: true it is deleted, otherwise it stays
                Argo CD  with pruning it is deleted, otherwise it stays
      warning   old: overlays/old goes: its Flux Kustomization or Argo CD Application
                has to go with it, by delivery.ts or by hand; both fail where their
                path is gone, and delete nothing then

      - old  environments/old.ts
        1 object: Ingress/zk

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

      = unchanged: demo, micro
      "
    `);
  });

  it("says in one line that nothing changed", async () => {
    const environments = [unchanged("demo"), unchanged("prod")];
    expect(await shown(environments)).toBe("No change: 2 environments as before.\n");
    expect(await shown([])).toBe("No change: 0 environments as before.\n");
  });

  it("names unchanged environments in one line, however many there are", async () => {
    const names = Array.from({ length: 500 }, (_, index) => unchanged(`env-${index}`));
    const text = await shown([environment("prod", ensemble(3), ensemble(5)), ...names]);
    expect(text.split("\n").at(-2)).toBe("= unchanged: env-0, env-1, env-10, env-100, env-101, env-102 and 494 more");
  });

  it("puts a long value on lines of its own, shortened around the difference and never in silence", async () => {
    const list = (last: string) => `${"host:2181 ".repeat(20)}${last}`;
    expect(await fieldLines(list("a"), list("b"))).toMatchInlineSnapshot(`
      "
            ~ v:
                - (144 more)…:2181 host:2181 host:2181 host:2181 host:2181 host:2181 a
                + (144 more)…:2181 host:2181 host:2181 host:2181 host:2181 host:2181 b
      "
    `);
  });

  it("keeps the difference of a long line of a text", async () => {
    const text = (end: string) => `first\n${"x".repeat(200)}${end}\n`;
    expect(await fieldLines(text("1"), text("2"))).toMatchInlineSnapshot(`
      "
            ~ v:
                line 1
                  first
                - (144 more)…xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx1
                + (144 more)…xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx2
      "
    `);
  });

  it("shows a removed space at a line's end, a carriage return and a lost line end", async () => {
    expect(await fieldLines("a \nb\nc\n", "a\nb\r\nc")).toMatchInlineSnapshot(`
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

  it("shows another type as trees, another order as lists", async () => {
    const long = Array.from({ length: 9 }, (_, index) => `argument-${index}`);
    expect(
      await fieldLines({ env: { a: "b" }, args: ["x", "y"] }, { env: 1, args: ["y", "x"] }),
    ).toMatchInlineSnapshot(`
      "
            ~ v.env: {a: b} → 1
            ~ v.args reordered: [x, "y"] → ["y", x]
      "
    `);
    expect(await fieldLines({ a: long }, { a: "none" })).toMatchInlineSnapshot(`
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

  it("escapes what could forge output, wherever it stands", async () => {
    const hostile = "\u001b[2J\u001b]0;t\u0007\u202e\r\n+ fake\u2028\u0085";
    const text = await shown([
      {
        name: hostile,
        file: hostile,
        before: [object("X", { [hostile]: hostile, list: [{ name: hostile, v: 1 }] })],
        after: [object("X", { [hostile]: `${hostile}x`, list: [{ name: hostile, v: hostile }] }), object(hostile, {})],
      },
      unchanged(hostile),
    ]);
    expect(text).not.toMatch(/[^\P{C}\n]|[\u2028\u0085]/u);
    expect(text).not.toMatch(/^\s*\+ fake/m);
  });

  it("writes no control characters but line ends and its own colours, and colours change no text", async () => {
    const json = fc.jsonValue({ maxDepth: 3 }).map((value): Json => JSON.parse(JSON.stringify(value)));
    const text = fc.string({ unit: "binary" });
    const field = fc.oneof(
      fc.tuple(text, json, json).map(
        ([name, old, now]): ReviewedField => ({
          change: "changed",
          path: [name],
          old,
          new: now,
          impact: impact(name),
        }),
      ),
      fc.tuple(text, json).map(
        ([key, now]): ReviewedField => ({
          change: "added",
          path: ["a", { index: 0, key }],
          new: now,
          impact: impact(key),
        }),
      ),
    );
    fc.assert(
      fc.property(fc.array(field), text, fc.integer({ min: 1, max: 200 }), (fields, name, width) => {
        const named = { apiVersion: "v1", kind: name, metadata: { name, namespace: name } };
        const whole = reviewOf({ name, file: name, changes: [{ change: "changed", object: named, fields }] });
        const colored = renderDiff(whole, { color: true, width });
        const bare = renderDiff(whole, { color: false, width });
        expect(stripVTControlCharacters(colored)).toBe(bare);
        expect(bare).not.toMatch(/[^\P{C}\n]/u);
      }),
    );
  });

  it("colours what is new green, what is gone red", async () => {
    const text = await shown([environment("prod", ensemble(4), ensemble(3))], { color: true, width: 80 });
    expect(text).toContain("spec.replicas: \u001b[31m4\u001b[39m → \u001b[32m3\u001b[39m\n");
  });
});
