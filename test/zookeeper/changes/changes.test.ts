import { describe, expect, test } from "vitest";
import { changes } from "../../../apps/zookeeper/changes/changes.ts";
import type { Options } from "../../../apps/zookeeper/options.ts";
import { manifests } from "../../../apps/zookeeper/resources/manifests.ts";
import type { Manifest } from "../../../compiler/kubernetes/manifest.ts";
import type { Fields } from "../../../compiler/language/types.ts";
import { workingTree } from "../../../compiler/repository/working-tree.ts";
import { optionsWith } from "../options-of.ts";

test("every file of a rule is in the list, and every rule has the code of its file", () => {
  const files = workingTree(".").files("apps/zookeeper/changes");
  const names = files.map((file) => file.replace(/^.*\/(.*)\.ts$/, "$1")).filter((name) => name !== "changes");
  expect(changes.map(({ code }) => code).sort()).toEqual(names.map((name) => `zookeeper/${name}`).sort());
});

/** Codes and options of the rules that a change breaks. */
function broken(before: readonly Manifest[], options: Options, after = manifests(options)) {
  return changes.flatMap(({ code, check }) =>
    check({ environment: "prod", before, after, options }).map(({ path }) => `${code} ${path.join(".")}`),
  );
}
const between = (before: Fields<Options>, after: Fields<Options>) =>
  broken(manifests(optionsWith(before)), optionsWith(after));

describe("static membership", () => {
  const refused = ["zookeeper/one-voter-at-a-time servers"];

  test.each([
    [3, 3, []],
    [3, 4, []],
    [4, 3, []],
    [1, 2, []],
    [2, 1, []],
    [3, 5, refused],
    [5, 3, refused],
    [1, 3, refused],
    [3, 1, refused],
    [9, 3, refused],
  ])("from %i to %i servers", (from, to, expected) => {
    expect(between({ servers: from }, { servers: to })).toEqual(expected);
  });

  test("the way is told, and the command that goes it", () => {
    const [rule] = changes;
    const options = optionsWith({ servers: 1 });
    const before = manifests(optionsWith({ servers: 4 }));
    const [violation] = rule?.check({ environment: "eu/prod", before, after: manifests(options), options }) ?? [];
    expect(violation?.hint).toContain("4 → 3 → 2 → 1");
    expect(violation?.hint).toContain("overlayer scale eu/prod --to 1");
  });

  test("a new environment, another name and another namespace are other ensembles", () => {
    expect(broken([], optionsWith({ servers: 7 }))).toEqual([]);
    expect(between({ servers: 3, name: "a" }, { servers: 7, name: "b" })).toEqual([]);
    expect(between({ servers: 3, namespace: "a" }, { servers: 7, namespace: "b" })).toEqual([]);
  });

  test("of output without the number of voters the replicas count", () => {
    const without = manifests(optionsWith({ servers: 3 })).map((object) => {
      const { annotations, ...metadata } = object.metadata;
      return { ...object, metadata };
    });
    expect(broken(without, optionsWith({ servers: 4 }))).toEqual([]);
    expect(broken(without, optionsWith({ servers: 5 }))).toEqual(refused);
  });

  test("replicas that are not those of the server list are refused, of a new environment too", () => {
    const options = optionsWith({ servers: 3 });
    const after = manifests(options).map((object) =>
      object.kind === "StatefulSet" ? { ...object, spec: { replicas: 5 } } : object,
    );
    expect(broken([], options, after)).toEqual(["zookeeper/replicas servers"]);
  });
});

describe("dynamic membership", () => {
  const dynamic = "dynamic" as const;
  const first = ["zookeeper/membership-first servers"];

  test.each([
    ["a Job is asked for", { servers: 3 }, { servers: 3, scalingTo: 5 }, []],
    ["servers follows it", { servers: 3, scalingTo: 5 }, { servers: 5 }, []],
    ["the same downwards", { servers: 5, scalingTo: 3 }, { servers: 3 }, []],
    ["the next Job at once", { servers: 3, scalingTo: 5 }, { servers: 5, scalingTo: 7 }, []],
    ["more servers without a Job", { servers: 3 }, { servers: 4 }, first],
    ["fewer servers without a Job", { servers: 5 }, { servers: 3 }, first],
    ["servers and its own Job in one", { servers: 5 }, { servers: 3, scalingTo: 5 }, first],
    ["another number than the Job's", { servers: 3, scalingTo: 5 }, { servers: 7 }, first],
    ["a Job that is given up", { servers: 5, scalingTo: 3 }, { servers: 5 }, first],
    [
      "another Job meanwhile",
      { servers: 3, scalingTo: 5 },
      { servers: 3, scalingTo: 7 },
      ["zookeeper/membership-first scalingTo"],
    ],
  ])("%s", (_, before, after, expected) => {
    expect(between({ membership: dynamic, ...before }, { membership: dynamic, ...after })).toEqual(expected);
  });

  test("all pods stay while servers join or have lost their vote", () => {
    const pods = (fields: Fields<Options>) =>
      manifests(optionsWith({ membership: dynamic, ...fields })).find(({ kind }) => kind === "StatefulSet");
    expect(pods({ servers: 3, scalingTo: 5 })).toMatchObject({ spec: { replicas: 5 } });
    expect(pods({ servers: 5, scalingTo: 3 })).toMatchObject({ spec: { replicas: 5 } });
  });
});

describe("the kind of membership", () => {
  const alone = ["zookeeper/membership-alone membership"];

  test.each([
    ["alone", { servers: 3 }, { membership: "dynamic", servers: 3 }, []],
    ["back again", { membership: "dynamic", servers: 3 }, { servers: 3 }, []],
    ["with a voter", { servers: 3 }, { membership: "dynamic", servers: 4 }, alone],
    ["with a Job", { servers: 3 }, { membership: "dynamic", servers: 3, scalingTo: 5 }, alone],
    ["while a Job may run", { membership: "dynamic", servers: 3, scalingTo: 5 }, { servers: 3 }, alone],
  ] as const)("changes %s", (_, before, after, expected) => {
    expect(between(before, after)).toEqual(expected);
  });
});
