import { describe, expect, test } from "vitest";
import type { Options } from "../../apps/zookeeper/options.ts";
import { manifests } from "../../apps/zookeeper/resources/manifests.ts";
import type { Manifest } from "../../compiler/kubernetes/manifest.ts";
import type { Fields } from "../../compiler/language/types.ts";
import { optionsWith } from "./options-of.ts";
import { argoCD, ensemble, flux, synced } from "./sync-model.ts";

const objects = (fields: Fields<Options>) =>
  manifests(optionsWith({ membership: "dynamic", authentication: { superDigestSecret: "super" }, ...fields }));

/** The two commits of a scaling. */
const commits = (from: number, to: number) => [objects({ servers: from, scalingTo: to }), objects({ servers: to })];

const inWave = (wave: string | undefined) => (object: Manifest) => ({
  ...object,
  metadata: { ...object.metadata, annotations: wave === undefined ? {} : { "argocd.argoproj.io/sync-wave": wave } },
});

const withJobIn = (wave: string | undefined, [first = [], ...rest]: readonly (readonly Manifest[])[]) => [
  first.map((object) => (object.kind === "Job" ? inWave(wave)(object) : object)),
  ...rest,
];

const ways = [
  [3, 5],
  [5, 3],
  [1, 4],
  [4, 1],
] as const;

describe.each(ways)("the second commit of %i → %i comes while the first is synced", (from, to) => {
  const sound = { wrong: [], pods: to, voters: to };

  test("Argo CD holds it back until the Job has changed the voters, which starts when the pods are there", () => {
    const end = synced(argoCD, ensemble(from), commits(from, to));
    expect(end).toMatchObject({ ...sound, podsAtStart: Math.max(from, to) });
  });

  test("it would not without the wave", () => {
    const { wrong } = synced(argoCD, ensemble(from), withJobIn(undefined, commits(from, to)));
    expect(wrong).toContain("the Job goes while it runs");
  });

  test("Flux holds it back as long as its timeout, and no longer", () => {
    expect(synced(flux({ timeout: 60 }), ensemble(from), commits(from, to))).toMatchObject(sound);
    const { wrong } = synced(flux({ timeout: 1 }), ensemble(from), commits(from, to));
    expect(wrong).toContain("the Job goes while it runs");
  });
});

test.each([argoCD, flux({ timeout: 60 })])("one commit instead of two is what no order of %o mends", (tool) => {
  const { wrong } = synced(tool, ensemble(5), commits(5, 3).slice(1));
  expect(wrong).toContain("server 5 goes while it votes");
});

test("in an empty cluster, and where servers are missing, a Job ahead of them would block their own sync", () => {
  const first = commits(5, 3).slice(0, 1);
  expect(synced(argoCD, ensemble(0), first).wrong).toEqual([]);
  expect(synced(argoCD, ensemble(0), withJobIn("-1", first)).wrong).toEqual(["it hangs"]);
});
