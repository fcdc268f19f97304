import { describe, expect, test } from "vitest";
import type { EnvironmentChange, ReviewedField } from "../../compiler/environment-change.ts";
import { formatPath } from "../../compiler/report/value.ts";
import { committed, smallFleet, type Workspace, workspace } from "./workspace.ts";

function edit(space: Workspace, file: string, from: string, to: string): void {
  const text = space.read(file);
  if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
  space.write(file, text.replace(from, to));
}

/** The changed fields of one environment with the lines of their causes: `spec.replicas ← servers environments/prod.ts:5`. */
async function causes(space: Workspace, name = "prod"): Promise<readonly string[]> {
  const { environments } = JSON.parse((await space.overlayer("diff", "--format", "json")).stdout);
  const found: EnvironmentChange | undefined = environments.find((one: EnvironmentChange) => one.name === name);
  return (found?.changes ?? []).flatMap((change) => {
    if (change.change !== "changed") return [`${change.change} ${change.object.kind} ${causesOf(change)}`];
    return change.fields.map((field) => `${formatPath(field.path)} ${causesOf(field)}`);
  });
}

function causesOf({ causes: found }: Pick<ReviewedField, "causes">): string {
  const texts = found?.map(({ option, set, was, overrode }) =>
    [
      option,
      ...(set === undefined ? ["unset"] : [`${set.file}:${set.line}`]),
      ...overrode.map(({ file, line }) => `over ${file}:${line}`),
      ...(was === undefined ? [] : [`was ${was.file}:${was.line}`]),
    ].join(" "),
  );
  return `← ${texts?.join(", ") ?? "?"}`;
}

describe("what a change does", () => {
  test("a larger volume is refused: at the top, with the server's words, the line, and what to do", async () => {
    const space = await committed();
    edit(space, "environments/prod.ts", `memory: "4Gi",`, `memory: "4Gi",\n  storage: { size: "500Gi" },`);
    const { code, stdout } = await space.overlayer("diff");
    expect(code).toBe(1);
    const [, , first = "", ...rest] = stdout.split("\n");
    expect(first).toMatch(/^refused +prod: the API server refuses StatefulSet\/zk:$/);
    const top = rest.join(" ").replaceAll(/\s+/g, " ");
    expect(top).toContain("spec: Forbidden: updates to statefulset spec for fields other than 'replicas'");
    expect(top).toContain(
      "storage.size at environments/prod.ts:7, which overrides overlayer/apps/zookeeper/defaults.ts:",
    );
    expect(top).toContain("$ kubectl -n zookeeper-prod patch pvc datadir-zk-4 --type=merge -p '{");
    expect(top).toContain("$ kubectl -n zookeeper-prod delete statefulset zk --cascade=orphan");
    expect(stdout).toContain("requests in all: storage 80Gi → 2.47Ti");
  });

  test("what a refused StatefulSet's pods do is told to come after the remedy, and not counted before", async () => {
    const space = await committed();
    edit(space, "environments/prod.ts", `"4Gi",`, `"6Gi",\n  storage: { size: "500Gi" },`);
    edit(space, "environments/prod.ts", "servers: 5", "servers: 6,\n  scalingTo: 7");
    const { stdout } = await space.overlayer("diff", "--summary");
    const text = stdout.replaceAll(/\s+/g, " ");
    expect(text).toContain("restarts prod: StatefulSet/zk: nothing until the remedy, then zk-4, zk-3");
    expect(text).toContain("scales prod: after the remedy: zk-5 starts");
    const { stdout: markdown } = await space.overlayer("diff", "--format", "markdown");
    expect(markdown).toContain("## Overlayer: 1 change refused, 5 pods to restart after the remedy\n");
  });

  test("restarts are told with their order and the votes that stay; a lone server's says that there is no quorum", async () => {
    const space = await committed();
    edit(space, "environments/prod.ts", `"4Gi"`, `"6Gi"`);
    edit(space, "environments/demo.ts", "cpu: 0.5", 'servers: 1, cpu: 1, disruptionBudget: "none"');
    const { stdout } = await space.overlayer("diff", "--summary");
    const text = stdout.replaceAll(/\s+/g, " ");
    expect(text).toContain(
      "prod: StatefulSet/zk: zk-4, zk-3, zk-2, zk-1, zk-0 restart, one at a time in this order; 4 votes",
    );
    expect(text).toContain(
      "demo: StatefulSet/zk: zk-0 restarts; 0 votes are there meanwhile, a majority needs 1: no quorum",
    );
    expect(text).toContain("warning demo: 3 → 1 voter: a quorum is 1 of 1 instead of 2 of 3, 0 failures are tolerated");
    expect(stdout).not.toContain("spec.template");
  });

  test("the same change in many environments is shown once, the odd one out first", async () => {
    const others = Array.from({ length: 12 }, (_, index) => [
      `environments/e${index}.ts`,
      `import base from "./base.ts";\n\nexport default base.extend({ namespace: "zookeeper-e${index}" });\n`,
    ]);
    const space = await committed({ ...smallFleet, ...Object.fromEntries(others) });
    edit(space, "environments/base.ts", `namespace: "zookeeper"`, `namespace: "zookeeper", maxClientConnections: 99`);
    edit(space, "environments/e3.ts", 'zookeeper-e3"', 'zookeeper-e3", logLevel: "WARN"');
    const { stdout } = await space.overlayer("diff");
    expect(stdout).toContain("14 environments changed");
    expect(stdout).toMatch(/^~ e3 {2}environments\/e3\.ts$/m);
    expect(stdout).toMatch(/^~ demo, e0, .* {2}the same in 12 environments$/m);
    expect(stdout.indexOf("~ e3")).toBeLessThan(stdout.indexOf("~ demo"));
    expect(stdout.match(/\+ maxClientCnxns=99/g)).toHaveLength(3);
  });
});

describe("why a field changed", () => {
  test("the option's line and those that it overrides, for each field only its own options", async () => {
    const space = await committed();
    edit(space, "environments/prod.ts", "servers: 5", "servers: 7");
    edit(space, "environments/prod.ts", `"4Gi"`, `"6Gi"`);
    const found = await causes(space);
    expect(found).toContainEqual(
      expect.stringMatching(
        /^spec\.replicas ← servers environments\/prod\.ts:5 over overlayer\/apps\/zookeeper\/defaults\.ts:\d+$/,
      ),
    );
    expect(found).toContainEqual(
      expect.stringMatching(
        /requests\.memory ← memory environments\/prod\.ts:6 over overlayer\/apps\/zookeeper\/defaults\.ts:\d+$/,
      ),
    );
  });

  test("a derived option is traced to the one that was edited", async () => {
    const space = await committed();
    edit(space, "environments/prod.ts", `"4Gi"`, `"6Gi"`);
    expect(await causes(space)).toContainEqual(
      expect.stringMatching(/env\[ZK_SERVER_HEAP\]\.value ← memory environments\/prod\.ts:6 /),
    );
  });

  test("a line that was taken away is named where it was", async () => {
    const space = await committed();
    edit(space, "environments/prod.ts", "  servers: 5,\n", "");
    expect(await causes(space)).toContainEqual(
      expect.stringMatching(
        /^spec\.replicas ← servers overlayer\/apps\/zookeeper\/defaults\.ts:\d+ was environments\/prod\.ts:5$/,
      ),
    );
  });

  test("an edit of the base is the cause in every environment, and none where it is overridden", async () => {
    const space = await committed();
    edit(space, "environments/base.ts", `"zookeeper" }`, `"zookeeper", memory: "2Gi" }`);
    expect(await causes(space, "demo")).toContainEqual(
      expect.stringMatching(/memory ← memory environments\/base\.ts:3 /),
    );
    expect(await causes(space, "prod")).toEqual([]);
  });

  test("objects that come and go have causes too", async () => {
    const space = await committed();
    edit(space, "environments/prod.ts", "servers: 5", `servers: 5,\n  disruptionBudget: "none"`);
    expect(await causes(space)).toEqual([
      expect.stringMatching(/^deleted PodDisruptionBudget ← disruptionBudget environments\/prod\.ts:6 /),
    ]);
  });

  test("a change that is not of the sources says so", async () => {
    const space = await committed();
    const file = "overlays/prod/kustomization.yaml";
    edit(space, file, "replicas: 5", "replicas: 9");
    space.commit("edited by hand");
    const { stdout } = await space.overlayer("diff", "--against", "HEAD");
    expect(stdout).toContain("~ spec.replicas: 9 → 5");
    expect(stdout).toContain("no option is behind it, but Overlayer itself or an edit of the generated files");
  });
});

describe("what a review is compared with", () => {
  test("an overlay in a form that Overlayer does not write is built by the real kustomize", async () => {
    const space = await committed();
    const file = "overlays/prod/kustomization.yaml";
    space.write(file, `${space.read(file)}commonAnnotations:\n  team: data\n`);
    space.commit("by hand");
    const { code, stdout, stderr } = await space.overlayer("diff", "--against", "HEAD");
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.not.stringContaining("error") });
    expect(stdout).toContain("- metadata.annotations:");
    expect(stdout).toContain("= unchanged: demo");
  });

  test("an overlay of kustomize's own users is compared with what takes its place", async () => {
    const space = await committed();
    space.remove("overlays/prod");
    space.write("overlays/prod/kustomization.yml", "resources: [../../components/zk, cm.yaml]\n");
    space.write(
      "overlays/prod/cm.yaml",
      "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: mine, namespace: zookeeper-prod }\n",
    );
    space.write("components/zk/kustomization.yaml", "namespace: zookeeper-prod\nresources: [service.yaml]\n");
    space.write(
      "components/zk/service.yaml",
      "apiVersion: v1\nkind: Service\nmetadata: { name: zk-cs }\nspec: { ports: [{ port: 2180 }] }\n",
    );
    space.commit("kustomize by hand");
    const { stdout } = await space.overlayer("diff", "--against", "HEAD");
    expect(stdout).toContain("~ Service/zk-cs");
    expect(stdout).toContain("- ConfigMap/mine");
  });

  test("nothing is fetched for it: what is elsewhere is an issue, and the other environments are shown", async () => {
    const space = await committed();
    for (const resource of [
      "https://example.com/a.yaml",
      "github.com/example/repository",
      "../../../elsewhere",
      "/etc",
    ]) {
      space.write("overlays/prod/kustomization.yaml", `resources: ["${resource}"]\n`);
      space.commit(resource);
      edit(space, "environments/demo.ts", "cpu: 0.5", "cpu: 0.75");
      const { code, stdout, stderr } = await space.overlayer("diff", "--against", "HEAD");
      edit(space, "environments/demo.ts", "cpu: 0.75", "cpu: 0.5");
      expect(code).toBe(2);
      expect(stderr.replaceAll(/\s+/g, " ")).toContain(`${resource} is not in this repository, and nothing is fetched`);
      expect(stdout).toContain("~ demo");
    }
  });

  test("YAML that cannot be read is named with its file, and the other environments are shown", async () => {
    const space = await committed();
    space.write("overlays/prod/kustomization.yaml", "a: [1\nb: }\n");
    space.commit("broken");
    const { code, stdout, stderr } = await space.overlayer("diff", "--against", "HEAD");
    expect(code).toBe(2);
    expect(stderr).toContain("error[diff/committed]");
    expect(stderr).toContain("overlays/prod/kustomization.yaml");
    expect(stdout).toContain("No change in those that could be compared: 1 environment as before.");
  });

  test("a commit without overlays shows everything as new, and says why", async () => {
    const space = workspace();
    space.commit("sources only");
    const { code, stdout, stderr } = await space.overlayer("diff", "--against", "HEAD");
    expect(code).toBe(1);
    expect(stdout).toContain("2 environments created");
    expect(stderr).toContain("Compared with HEAD, which holds no overlays of Overlayer.");
  });

  test("a shallow clone is told to fetch more instead of that nothing changed", async () => {
    const space = await committed();
    space.git("checkout", "--quiet", "-b", "feature");
    edit(space, "environments/prod.ts", "servers: 5", "servers: 7");
    await space.overlayer("compile");
    space.commit("seven");
    space.git("checkout", "--quiet", "main");
    const clone = workspace({});
    clone.git("clone", "--quiet", "--depth=1", "--branch=feature", `file://${space.root}`, "clone");
    clone.write("clone/environments/demo.ts", space.read("environments/demo.ts"));
    const inClone = (...args: readonly string[]) => clone.overlayerIn("clone", ...args);
    for (const args of [["diff"], ["diff", "--against", "main"]]) {
      const { code, stdout, stderr } = await inClone(...args);
      expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
      expect(stderr).toContain("this clone is shallow, 1 commit deep");
      expect(stderr).toContain("git fetch --unshallow");
    }
  });
});

test("as JSON a review has all that the terminal shows, and no value of a group twice", async () => {
  const space = await committed();
  edit(space, "environments/prod.ts", "servers: 5", "servers: 6, scalingTo: 7");
  const { code, stdout } = await space.overlayer("diff", "--format", "json");
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    version: 1,
    comparedWith: "the merge base with main",
    groups: [["prod"]],
    totals: { before: { cpu: 4 }, after: { cpu: 4.5 } },
    environments: [
      { name: "demo", status: "unchanged", changes: [] },
      { name: "prod", status: "changed", rollouts: [{ workload: "StatefulSet/zk", added: ["zk-5"] }] },
    ],
    issues: [],
  });
});

test.each(["human", "markdown", "html"])(
  "what to do is said for all environments of a group, in the format %s",
  async (format) => {
    const space = await committed();
    edit(space, "environments/base.ts", "zookeeper.extend({", 'zookeeper.extend({ storage: { className: "fast" },');
    const { code, stdout } = await space.overlayer("diff", "--format", format);
    expect(code).toBe(1);
    expect(stdout).toContain("-n zookeeper-demo delete statefulset");
    expect(stdout.replace(/\s+/g, " ")).toContain("The same for prod, each in its own namespace.");
  },
);

test("no change is said only of what could be compared", async () => {
  const space = await committed();
  edit(space, "environments/prod.ts", "servers: 5", "servers: 5x");
  const { code, stdout } = await space.overlayer("diff");
  expect(code).toBe(2);
  expect(stdout).toBe("No change in those that could be compared: 1 environment as before.\n");
});
