import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { baseFiles, overlayFiles } from "../../compiler/factor/files.ts";
import type { Manifest } from "../../compiler/kubernetes/manifest.ts";
import { findKustomize } from "../../compiler/kustomize/find.ts";
import { type ExpectedOverlay, umbrellaFiles } from "../../compiler/kustomize/umbrella.ts";
import { verify } from "../../compiler/verify.ts";

const kustomize = findKustomize(process.cwd());

const config = (value: string): Manifest => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name: "web", namespace: "web" },
  data: { a: value },
});
const account: Manifest = { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "web", namespace: "web" } };
const binding: Manifest = {
  apiVersion: "rbac.authorization.k8s.io/v1",
  kind: "RoleBinding",
  metadata: { name: "web", namespace: "web" },
  subjects: [{ kind: "ServiceAccount", name: "web", namespace: "web" }],
};
const node: Manifest = { apiVersion: "v1", kind: "Node", metadata: { name: "web" } };

const base = baseFiles([]);

/** Overlays that add their objects to an empty base, as if each was for another cluster. */
function written(environments: readonly (readonly Manifest[])[]): readonly ExpectedOverlay[] {
  return environments.map((manifests, index) => {
    const directory = `overlays/${index}`;
    return {
      name: `${index}`,
      directory,
      manifests,
      files: overlayFiles(directory, { resources: manifests, patches: [] }),
    };
  });
}

test("overlays with the same objects, for different clusters, are proven in one build", async () => {
  const same = [config("1"), account];
  const overlays = written([same, [...same, binding], [...same, binding], [node], [node], []]);
  expect(await verify(kustomize, base, overlays)).toEqual([]);
});

test("a wrong field, a missing object and one too many are found, in the right environment", async () => {
  const overlays = written([[config("1")], [config("2")], [config("3"), account], [config("4")]]);
  const expected = [[config("1")], [config("x")], [config("3")], [config("4"), account]];
  const wrong = overlays.map((one, index) => ({ ...one, manifests: expected[index] ?? [] }));
  expect(await verify(kustomize, base, wrong)).toMatchObject([
    { name: "1", reason: { changes: [{ change: "changed", object: { kind: "ConfigMap" } }] } },
    { name: "2", reason: { changes: [{ change: "created", object: { kind: "ServiceAccount" } }] } },
    { name: "3", reason: { changes: [{ change: "deleted", object: { kind: "ServiceAccount" } }] } },
  ]);
});

test("what kustomize prints is believed and nothing else: one changed character is found", async () => {
  const overlays = written([[config("1"), account], [config("2")]]);
  const folder = mkdtempSync(join(tmpdir(), "overlayer-mutant-"));
  const file = join(folder, "kustomize");
  writeFileSync(file, `#!/bin/sh\n'${kustomize.file}' "$@" | sed 's/a: "2"/a: 2/'\n`, { mode: 0o755 });
  expect(await verify({ ...kustomize, file }, base, overlays)).toMatchObject([
    { name: "1", reason: { changes: [{ change: "changed", object: { kind: "ConfigMap" } }] } },
  ]);
  rmSync(folder, { recursive: true });
});

test("an object in a wrong namespace is found, although the umbrella gives it another", async () => {
  const overlays = written([[config("1")], [config("1")]]);
  const elsewhere = { ...config("1"), metadata: { name: "web", namespace: "other" } };
  const wrong = overlays.map((one, index) => (index === 0 ? one : { ...one, manifests: [elsewhere] }));
  expect(await verify(kustomize, base, wrong)).toMatchObject([{ name: "1" }]);
});

test("an overlay that kustomize refuses is named, with kustomize's own words", async () => {
  const overlays = written([[config("1")], [config("2")]]);
  const files = new Map([["overlays/1/kustomization.yaml", "resources: [gone.yaml]\n"]]);
  const broken = overlays.map((one, index) => (index === 1 ? { ...one, files } : one));
  expect(await verify(kustomize, base, broken)).toMatchObject([
    { name: "1", reason: { failure: expect.stringContaining("gone.yaml") } },
  ]);
});

test.each([
  ["text that begins with a tab", [config("\ta\nb")]],
  ["a role binding, whose subjects would follow", [account, binding]],
  ["two objects of one target", [account, { ...account, apiVersion: "example.com/v1" }]],
])("an overlay that a JSON patch would break or alter is built as it is: %s", (_, manifests) => {
  const members = ["one", "two"].map((name) => ({
    name,
    directory: `overlays/${name}`,
    manifests,
    files: new Map(),
  }));
  expect([...umbrellaFiles("umbrella", members).keys()]).toEqual(["umbrella/kustomization.yaml"]);
});
