import { expect, test } from "vitest";
import { build } from "../../compiler/kustomize/build.ts";
import { findKustomize } from "../../compiler/kustomize/find.ts";
import { workspace } from "../scenarios/workspace.ts";

test("kustomize fetches nothing by git, be it a repository of this machine", async () => {
  const service = "apiVersion: v1\nkind: Service\nmetadata: { name: fetched }\n";
  const remote = workspace({ "all/kustomization.yaml": "resources: [service.yaml]\n", "all/service.yaml": service });
  remote.commit("first");
  const space = workspace({
    "remote/kustomization.yaml": `resources: ["file://${remote.root}//all?ref=main"]\n`,
    "local/kustomization.yaml": "resources: [../copy]\n",
    "copy/kustomization.yaml": "resources: [service.yaml]\n",
    "copy/service.yaml": service,
  });
  const kustomize = findKustomize(process.cwd());
  expect(await build(kustomize, `${space.root}/local`)).toMatchObject({ text: expect.stringContaining("fetched") });
  expect(await build(kustomize, `${space.root}/remote`)).toMatchObject({
    failure: expect.stringContaining("transport 'file' not allowed"),
  });
});
