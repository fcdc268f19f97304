import { describe, expect, test } from "vitest";
import { smallFleet, type Workspace, workspace } from "./workspace.ts";

/** demo, and a copy of it in which the namespace was forgotten. */
const twice = {
  ...smallFleet,
  "environments/other.ts": smallFleet["environments/demo.ts"].replace("cpu: 0.5", "cpu: 1"),
};

const delivery = (tool: string, options: string) => ({
  ...twice,
  "delivery.ts": `import { ${tool} } from "overlayer/${tool}";\n\nexport default ${tool}.extend({ name: "a", ${options} });\n`,
});

const argocd = (environments: string) =>
  delivery("argocd", `repoURL: "https://git.example.org/a.git", environments: ${environments}`);

async function issuesOf(space: Workspace) {
  return JSON.parse((await space.overlayer("check", "--format", "json")).stdout).issues;
}

describe("two environments with the same objects", () => {
  test("are a warning with both lines, once, where nothing says which clusters they are for", async () => {
    const issues = await issuesOf(workspace(twice));
    expect(issues).toMatchObject([
      {
        code: "environment/shared-objects",
        severity: "warning",
        message: "demo, other are the same zookeeper zk in namespace zookeeper-demo",
        location: { file: "environments/other.ts", line: 3, column: 41 },
        related: [{ location: { file: "environments/demo.ts", line: 3, column: 41 } }],
      },
    ]);
  });

  test("are an error where delivery.ts names one cluster for both, and nothing is written", async () => {
    const space = workspace(argocd("{}"));
    const { code, stderr } = await space.overlayer("compile");
    expect(code).toBe(2);
    expect(stderr).toContain("error[environment/shared-objects]");
    expect(stderr).toContain("of cluster in-cluster");
    expect(space.files("overlays")).toEqual([]);
  });

  test.each([
    ["clusters of Argo CD", argocd('{ other: { cluster: "b" } }')],
    ["kubeconfigs of Flux", delivery("flux", 'environments: { other: { kubeConfig: "b" } }')],
    ["clusters with a Flux each", delivery("flux", 'environments: { other: { cluster: "b" } }')],
  ])("are fine in two %s", async (_, files) => {
    expect(await issuesOf(workspace(files))).toEqual([]);
  });

  test("are found whatever a run compiles again, and no longer told once mended", async () => {
    const space = workspace(twice);
    space.write("environments/other.ts", twice["environments/other.ts"].replace("-demo", "-other"));
    const told = async () => (await space.overlayer("compile")).stderr.includes("environment/shared-objects");
    expect(await told()).toBe(false);
    space.write("environments/other.ts", twice["environments/other.ts"]);
    expect([await told(), await told()]).toEqual([true, true]);
    space.write("environments/other.ts", twice["environments/other.ts"].replace("-demo", "-other"));
    expect([await told(), await told()]).toEqual([false, false]);
  });
});
