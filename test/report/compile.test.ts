import { describe, expect, it } from "vitest";
import { renderCompile, renderStale } from "../../compiler/report/compile.ts";

const plain = { color: false, width: 80 };
const base = { name: "base", objects: 5, changed: [] };

describe("renderCompile", () => {
  it("has a line for the base and each environment, and the sum", () => {
    const files = ["kustomization.yaml", "statefulset-zk.yaml", "configmap-zk.yaml"];
    const environments = [
      { name: "demo", objects: 5, changed: [] },
      { name: "eu/prod", objects: 12, changed: files.map((file) => `overlays/eu/prod/${file}`) },
      { name: "micro", objects: 1, changed: ["overlays/micro/kustomization.yaml"] },
    ];
    const gone = [{ folder: "overlays/old", removed: ["overlays/old/kustomization.yaml"] }];
    expect(renderCompile([base, ...environments], gone, plain)).toMatchInlineSnapshot(`
      "base      5 objects  up to date
      demo      5 objects  up to date
      eu/prod  12 objects  3 files: kustomization.yaml, statefulset-zk.yaml and 1 more
      micro      1 object  1 file: kustomization.yaml
      overlays/old  1 file removed
      3 environments, 5 files changed
      "
    `);
  });

  it("says that all is up to date", () => {
    expect(renderCompile([base, { name: "x", objects: 1, changed: [] }], [], plain)).toContain(
      "\n1 environment, up to date\n",
    );
  });
});

describe("renderStale", () => {
  it("lists the files and says how to mend them", () => {
    expect(renderStale(["base/a.yaml", "overlays/prod/\u001b.yaml"], plain)).toMatchInlineSnapshot(`
      "2 files out of date with environments/:
        base/a.yaml
        overlays/prod/\\u001b.yaml
      Run \`overlayer compile\` and commit what it writes.
      "
    `);
  });
});
