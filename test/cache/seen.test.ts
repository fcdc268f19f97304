import { statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { lookAt, settledAt } from "../../compiler/cache/seen.ts";
import { workspace } from "../scenarios/workspace.ts";

const files = { "overlays/a/x.yaml": "x", "overlays/a/y.yaml": "y", "overlays/b/x.yaml": "x" };

test("what was written just before others could is looked at again", () => {
  const space = workspace(files);
  const seen = lookAt(new Map(Object.entries(files)), (path) => join(space.root, path));
  const last = Math.max(...Object.keys(files).map((path) => statSync(join(space.root, path)).ctimeMs));
  const settled = settledAt(last + 1000, [seen]);
  expect([...settled.files.keys()]).toEqual(Object.keys(files));
  expect([...settled.folders.keys()]).toEqual(["overlays/a", "overlays/b"]);
  const racy = settledAt(last, [seen]);
  expect([...racy.files.keys(), ...racy.folders.keys()]).not.toContain("overlays/b/x.yaml");
});

test("a folder is looked at again that another was made in", () => {
  const nested = { "overlays/a/x.yaml": "x", "overlays/a/b/x.yaml": "x" };
  const space = workspace(nested);
  const [outer = "", inner = ""] = Object.keys(nested);
  const look = (path: string) => lookAt(new Map([[path, "x"]]), (at) => join(space.root, at));
  const settled = settledAt(Date.now() + 1000, [look(inner), look(outer)]);
  expect([...settled.folders.keys()]).toEqual(["overlays/a/b"]);
});
