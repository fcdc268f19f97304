import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { packageRoot } from "../../compiler/cli/package-root.ts";
import { findKustomize } from "../../compiler/kustomize/find.ts";
import { workspace } from "../scenarios/workspace.ts";

/** How the tools build an overlay: Argo CD as the command line does, Flux with no restriction and in no order. */
const tools = {
  "Argo CD": ["--load-restrictor", "LoadRestrictionsRootOnly"],
  Flux: ["--load-restrictor", "LoadRestrictionsNone", "--reorder", "none"],
};

test("an overlay builds with the options of Flux and of Argo CD, to the same text", async () => {
  const space = workspace();
  await space.overlayer("compile");
  const { file, argumentsBefore } = findKustomize(packageRoot);
  const built = Object.values(tools).map((options) =>
    execFileSync(file, [...argumentsBefore, ...options, "overlays/prod"], { cwd: space.root, encoding: "utf8" }),
  );
  expect(built[0]).toContain("kind: StatefulSet");
  expect(new Set(built).size).toBe(1);
});
