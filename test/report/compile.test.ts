import { describe, expect, it } from "vitest";
import { renderCompile, renderStale } from "../../compiler/report/compile.ts";

const plain = { color: false, width: 80 };
const base = { name: "base", objects: 5, changed: [], removed: [] };

describe("renderCompile", () => {
  it("has a line for each environment that changed, and counts the others", () => {
    const files = ["kustomization.yaml", "statefulset-zk.yaml", "configmap-zk.yaml"];
    const environments = [
      { name: "demo", objects: 5, changed: [], removed: [] },
      { name: "eu/prod", objects: 12, changed: files.map((file) => `overlays/eu/prod/${file}`), removed: ["x.yaml"] },
      { name: "micro", objects: 1, changed: [], removed: ["overlays/micro/patch.yaml"] },
    ];
    const gone = [{ folder: "overlays/old", removed: ["overlays/old/kustomization.yaml"] }];
    expect(renderCompile([base, ...environments], gone, plain)).toMatchInlineSnapshot(`
      "eu/prod  12 objects  3 files: kustomization.yaml and 2 more; 1 removed
      micro      1 object  1 file removed
      overlays/old  1 file removed
      1 environment up to date
      3 environments, 6 files changed
      "
    `);
  });

  it("says that all is up to date", () => {
    expect(renderCompile([base, { name: "x", objects: 1, changed: [], removed: [] }], [], plain)).toBe(
      "1 environment, up to date\n",
    );
  });

  it("stays short where very many changed", () => {
    const environments = Array.from({ length: 1000 }, (_, index) => ({
      ...{ name: `a-${index}`, objects: 6, changed: [`overlays/a-${index}/kustomization.yaml`], removed: [] },
    }));
    const lines = renderCompile([base, ...environments], [], plain)
      .trimEnd()
      .split("\n");
    expect(lines.slice(-2)).toEqual(["… 980 more environments: 980 files", "1000 environments, 1000 files changed"]);
    expect(lines).toHaveLength(22);
  });

  it("stays short where very many are gone", () => {
    const gone = Array.from({ length: 500 }, (_, index) => ({ folder: `overlays/a-${index}`, removed: ["x", "y"] }));
    const lines = renderCompile([base], gone, plain).trimEnd().split("\n");
    expect([lines.length, lines.at(-2)]).toEqual([22, "… 480 more folders: 960 files removed"]);
  });
});

describe("renderStale", () => {
  it("lists some of very many files", () => {
    const files = Array.from({ length: 7000 }, (_, index) => `overlays/a-${index}/kustomization.yaml`);
    const lines = renderStale(files, plain).trimEnd().split("\n");
    expect([lines.length, lines.at(-2)]).toEqual([23, "  … 6980 more files"]);
    expect(lines.at(-1)).toContain("`git status` lists all of it");
  });

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
