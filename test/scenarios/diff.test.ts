import { describe, expect, test } from "vitest";
import { committed, smallFleet, type Workspace, workspace } from "./workspace.ts";

const edit = (space: Workspace, from: string, to: string) =>
  space.write("environments/prod.ts", space.read("environments/prod.ts").replace(from, to));

describe("overlayer diff", () => {
  test("nothing changed: exit 0", async () => {
    const { code, stdout } = await (await committed()).overlayer("diff");
    expect(code).toBe(0);
    expect(stdout).toBe("No change: 2 environments as before.\n");
  });

  test("one more server changes the replicas, the server list and the number of voters, and nothing else", async () => {
    const space = await committed();
    edit(space, "servers: 5", "servers: 6, scalingTo: 7");
    const { code, stdout, stderr } = await space.overlayer("diff", "prod");
    expect(code).toBe(1);
    expect(stdout).toMatchInlineSnapshot(`
      "1 environment changed: 2 objects changed (4 fields)

      restarts  prod: StatefulSet/zk: zk-4, zk-3, zk-2, zk-1, zk-0 restart, one at a time in this order; 4
                votes are there meanwhile, a majority needs 3
      scales    prod: zk-5 starts
      note      prod: 5 → 6 voters: a quorum is 4 of 6 instead of 3 of 5, 2 failures are tolerated instead
                of 2

      ~ prod  environments/prod.ts
        ~ ConfigMap/zk-config-6h52mb27t9  namespace zookeeper-prod  was zk-config-kb2m665bgk
            ~ data["zoo.cfg"]:
                line 21
                  server.4=zk-3.zk-hs.zookeeper-prod.svc.cluster.local:2888:3888;2181
                  server.5=zk-4.zk-hs.zookeeper-prod.svc.cluster.local:2888:3888;2181
                + server.6=zk-5.zk-hs.zookeeper-prod.svc.cluster.local:2888:3888;2181
              ↳ restarts pods; from servers at environments/prod.ts:5, which overrides
                overlayer/apps/zookeeper/defaults.ts:15
        ~ StatefulSet/zk  namespace zookeeper-prod
            ~ metadata.annotations["overlayer.dev/voters"]: "5" → "6"
              ↳ harmless; from servers at environments/prod.ts:5, which overrides
                overlayer/apps/zookeeper/defaults.ts:15
            + metadata.annotations["overlayer.dev/scaling-to"]: "7"
              ↳ harmless; from scalingTo at environments/prod.ts:5
            ~ spec.replicas: 5 → 6
              ↳ scales; from servers at environments/prod.ts:5, which overrides
                overlayer/apps/zookeeper/defaults.ts:15
        requests: CPU 2.5 → 3, memory 20Gi → 24Gi, storage 50Gi → 60Gi

      requests in all: CPU 2.5 → 3, memory 20Gi → 24Gi, storage 50Gi → 60Gi
      "
    `);
    expect(stderr).toBe(
      "Compared with the merge base with main.\nnote: 1 stale file: run `overlayer compile` before you commit.\n",
    );
  });

  test("a compiled change reads the same, without the note", async () => {
    const space = await committed();
    edit(space, "servers: 5", "servers: 6, scalingTo: 7");
    const stale = await space.overlayer("diff");
    await space.overlayer("compile");
    const { code, stdout, stderr } = await space.overlayer("diff");
    expect(code).toBe(1);
    expect(stdout).toBe(stale.stdout);
    expect(stderr).not.toContain("note:");
  });

  test("a branch is compared with where it left the default branch", async () => {
    const space = await committed();
    space.git("checkout", "--quiet", "-b", "feature");
    edit(space, `memory: "4Gi"`, `memory: "6Gi"`);
    await space.overlayer("compile");
    space.commit("more memory");
    expect((await space.overlayer("diff")).stdout).toContain(
      "~ spec.template.spec.containers[zookeeper].resources.requests.memory: 4Gi → 6Gi",
    );
    expect((await space.overlayer("diff", "--against", "HEAD")).code).toBe(0);
  });

  test("before the first commit everything is created", async () => {
    const space = workspace();
    space.git("init", "--quiet");
    const { code, stdout } = await space.overlayer("diff");
    expect(code).toBe(1);
    expect(stdout).toContain("2 environments created");
    expect(stdout).toContain("+ StatefulSet/zk");
  });

  test("a new environment is created whole, a removed one deleted whole, also when asked for by name", async () => {
    const space = await committed();
    space.remove("environments/demo.ts");
    space.write("environments/test.ts", smallFleet["environments/demo.ts"].replace("-demo", "-test"));
    const { code, stdout } = await space.overlayer("diff");
    expect(code).toBe(1);
    expect(stdout).toContain("1 environment created, 1 deleted, 1 unchanged");
    expect(stdout).toContain("+ PodDisruptionBudget/zk-pdb");
    expect(stdout.replaceAll(/\s+/g, " ")).toContain("PodDisruptionBudget/zk-pdb, StatefulSet/zk");
    const gone = await space.overlayer("diff", "demo");
    expect(gone.code).toBe(1);
    expect(gone.stdout).toContain("1 environment deleted");
  });

  test("a mistake in one environment does not hide the others, and exits 2", async () => {
    const space = await committed();
    edit(space, "servers: 5", "servers: 6, scalingTo: 7");
    space.write("environments/demo.ts", smallFleet["environments/demo.ts"].replace("cpu", "cpus"));
    const { code, stdout, stderr } = await space.overlayer("diff");
    expect(code).toBe(2);
    expect(stdout).toContain("~ spec.replicas: 5 → 6");
    expect(stderr).toContain("error[option/unknown]");
  });

  test("an unknown commit exits 2, a folder without git exits 3", async () => {
    const space = await committed();
    const unknown = await space.overlayer("diff", "--against", "nowhere");
    expect(unknown).toMatchObject({ code: 2, stdout: "" });
    expect(unknown.stderr).toContain(`there is no commit "nowhere"`);
    const outside = await workspace().overlayer("diff");
    expect(outside).toMatchObject({ code: 3, stdout: "" });
    expect(outside.stderr).toContain("git init");
  });

  test("a generated file that was edited by hand is named in a note, since the diff is of the sources", async () => {
    const space = await committed();
    space.write("overlays/prod/kustomization.yaml", `${space.read("overlays/prod/kustomization.yaml")}# mine\n`);
    const { code, stderr } = await space.overlayer("diff");
    expect(code).toBe(0);
    expect(stderr).toContain("note: 1 file edited by hand, which is not shown");
  });

  test("where nothing can be compiled, no change and no deletion is claimed", async () => {
    const space = await committed();
    space.remove("environments/base.ts");
    const { code, stdout, stderr } = await space.overlayer("diff");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("error[environment/no-base]");
  });
});
