import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { treeOf } from "../../compiler/tree.ts";
import { commit } from "../../compiler/write/journal.ts";
import { tidyUp } from "../../compiler/write/lock.ts";
import { planExport } from "../../compiler/write/plan-export.ts";
import { sealFile } from "../../compiler/write/seal.ts";
import { stagedAt } from "../../compiler/write/staging.ts";

const sealed = (body: string) => sealFile("environments/prod.ts", body);

const tree = treeOf(
  new Map([
    ["manifests/prod/same.yaml", sealed("same")],
    ["manifests/prod/changed.yaml", sealed("old")],
    ["manifests/prod/stale.yaml", sealed("stale")],
    ["manifests/demo/other.yaml", sealed("other")],
    ["overlays/prod/service.yaml", sealed("overlay")],
  ]),
);

const files = new Map([
  ["manifests/prod/same.yaml", sealed("same")],
  ["manifests/prod/changed.yaml", sealed("new")],
  ["manifests/prod/new.yaml", sealed("new")],
]);

test("what is in the folders and not generated goes, other folders stay", () => {
  const { changes, conflicts } = planExport(files, tree, ["manifests/prod"]);
  expect(conflicts).toEqual([]);
  expect([...changes]).toEqual([
    ["manifests/prod/changed.yaml", { before: sealed("old"), after: sealed("new") }],
    ["manifests/prod/new.yaml", { before: undefined, after: sealed("new") }],
    ["manifests/prod/stale.yaml", { before: sealed("stale"), after: undefined }],
  ]);
});

test.each([
  ["write/edited", "manifests/prod/changed.yaml", `${sealed("old")}# mine\n`],
  ["write/edited", "manifests/prod/stale.yaml", `${sealed("stale")}# mine\n`],
  ["write/foreign", "manifests/prod/changed.yaml", "kind: Job\n"],
  ["write/foreign", "manifests/prod/job.yaml", "kind: Job\n"],
])("%s: %s is neither overwritten nor removed", (code, path, text) => {
  const { changes, conflicts } = planExport(files, treeWith(path, text), ["manifests"]);
  expect(conflicts).toMatchObject([{ code, location: { file: path } }]);
  expect(changes.has(path)).toBe(false);
});

test("a name that cannot be read, such as a link that leads out, is nobody's to remove", () => {
  const unreadable = { ...tree, files: (folder: string) => [...tree.files(folder), "manifests/prod/link.yaml"] };
  expect(planExport(files, unreadable, ["manifests/prod"]).conflicts).toMatchObject([{ code: "write/foreign" }]);
});

function treeWith(path: string, text: string) {
  const present = tree.files("manifests").map((file): [string, string] => [file, tree.read(file) ?? ""]);
  return treeOf(new Map([...present, [path, text]]));
}

test("an export that was killed while it moved files is finished by the next run", async () => {
  const root = mkdtempSync(join(tmpdir(), "overlayer-test-"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  // folders of an own run are taken for those of a dead process that had the same id
  const staging = mkdtempSync(join(root, `.overlayer-${process.pid}-`));
  commit(staging, planExport(files, treeOf(new Map()), ["manifests"]).changes, new Set());
  mkdirSync(join(root, "manifests/prod"), { recursive: true });
  renameSync(stagedAt(staging, "manifests/prod/new.yaml"), join(root, "manifests/prod/new.yaml"));
  await tidyUp(root);
  expect(readdirSync(root)).toEqual(["manifests"]);
  expect(readdirSync(join(root, "manifests/prod"))).toEqual(["changed.yaml", "new.yaml", "same.yaml"]);
});
