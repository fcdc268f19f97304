import { describe, expect, test } from "vitest";
import { smallFleet, type Workspace, workspace } from "./workspace.ts";

/** Compiled and committed. */
async function committed(): Promise<Workspace> {
  const space = workspace();
  await space.overlayer("compile");
  space.commit("first");
  return space;
}

const edit = (space: Workspace, from: string, to: string) =>
  space.write("environments/prod.ts", space.read("environments/prod.ts").replace(from, to));

describe("overlayer diff", () => {
  test("nothing changed: exit 0", async () => {
    const { code, stdout } = await (await committed()).overlayer("diff");
    expect(code).toBe(0);
    expect(stdout).toBe("No change: 2 environments as before.\n");
  });

  test("two more servers change the replicas and the server list, and nothing else", async () => {
    const space = await committed();
    edit(space, "servers: 5", "servers: 7");
    const { code, stdout, stderr } = await space.overlayer("diff", "prod");
    expect(code).toBe(1);
    expect(stdout).toMatchInlineSnapshot(`
      "1 environment changed: 1 object created, 1 deleted, 1 changed (2 fields)

      ~ prod  environments/prod.ts
        + ConfigMap/zk-config-g2dmttt2t8  namespace zookeeper-prod
            + apiVersion: v1
            + kind: ConfigMap
            + metadata:
            +   name: zk-config-g2dmttt2t8
            +   namespace: zookeeper-prod
            +   labels:
            +     app: zk
            +     app.kubernetes.io/name: zookeeper
            +     app.kubernetes.io/instance: zk
            +     app.kubernetes.io/managed-by: overlayer
            +   annotations:
            +     argocd.argoproj.io/compare-options: IgnoreExtraneous
            +     argocd.argoproj.io/sync-options: Prune=false
            +     kustomize.toolkit.fluxcd.io/prune: disabled
            + immutable: true
            + data:
            +   zoo.cfg: |
            +     dataDir=/var/lib/zookeeper/data
            +     dataLogDir=/var/lib/zookeeper/data/log
            +     tickTime=2000
            +     initLimit=10
            +     syncLimit=5
            +     minSessionTimeout=4000
            +     maxSessionTimeout=40000
            +     maxClientCnxns=60
            +     snapCount=100000
            +     snapSizeLimitInKb=1310720
            +     preAllocSize=65536
            +     autopurge.snapRetainCount=3
            +     autopurge.purgeInterval=12
            +     4lw.commands.whitelist=mntr,ruok,srvr
            +     electionPortBindRetry=0
            +     quorumListenOnAllIPs=true
            +     admin.enableServer=false
            +     server.1=zk-0.zk-hs.zookeeper-prod.svc.cluster.local:2888:3888;2181
            +     server.2=zk-1.zk-hs.zookeeper-prod.svc.cluster.local:2888:3888;2181
            +     server.3=zk-2.zk-hs.zookeeper-prod.svc.cluster.local:2888:3888;2181
            +     server.4=zk-3.zk-hs.zookeeper-prod.svc.cluster.local:2888:3888;2181
            +     server.5=zk-4.zk-hs.zookeeper-prod.svc.cluster.local:2888:3888;2181
            +     server.6=zk-5.zk-hs.zookeeper-prod.svc.cluster.local:2888:3888;2181
            +     server.7=zk-6.zk-hs.zookeeper-prod.svc.cluster.local:2888:3888;2181
        ~ StatefulSet/zk  namespace zookeeper-prod
            ~ spec.replicas: 5 → 7
            ~ spec.template.spec.volumes[config].configMap.name:
                - zk-config-kb2m665bgk
                + zk-config-g2dmttt2t8
        - ConfigMap/zk-config-kb2m665bgk  namespace zookeeper-prod
            - apiVersion: v1
            - kind: ConfigMap
            - metadata:
            -   name: zk-config-kb2m665bgk
            -   namespace: zookeeper-prod
            -   labels:
            -     app: zk
            -     app.kubernetes.io/name: zookeeper
            -     app.kubernetes.io/instance: zk
            -     app.kubernetes.io/managed-by: overlayer
            -   annotations:
            -     argocd.argoproj.io/compare-options: IgnoreExtraneous
            -     argocd.argoproj.io/sync-options: Prune=false
            -     kustomize.toolkit.fluxcd.io/prune: disabled
            - immutable: true
            - data:
            -   zoo.cfg: |
            -     dataDir=/var/lib/zookeeper/data
            -     dataLogDir=/var/lib/zookeeper/data/log
            -     tickTime=2000
            -     initLimit=10
            -     syncLimit=5
            -     minSessionTimeout=4000
            -     maxSessionTimeout=40000
            -     maxClientCnxns=60
            -     snapCount=100000
            -     snapSizeLimitInKb=1310720
            -     preAllocSize=65536
            -     autopurge.snapRetainCount=3
            -     autopurge.purgeInterval=12
            -     4lw.commands.whitelist=mntr,ruok,srvr
            -     electionPortBindRetry=0
            -     quorumListenOnAllIPs=true
            -     admin.enableServer=false
            -     server.1=zk-0.zk-hs.zookeeper-prod.svc.cluster.local:2888:3888;2181
            -     server.2=zk-1.zk-hs.zookeeper-prod.svc.cluster.local:2888:3888;2181
            -     server.3=zk-2.zk-hs.zookeeper-prod.svc.cluster.local:2888:3888;2181
            -     server.4=zk-3.zk-hs.zookeeper-prod.svc.cluster.local:2888:3888;2181
            -     server.5=zk-4.zk-hs.zookeeper-prod.svc.cluster.local:2888:3888;2181
      "
    `);
    expect(stderr).toBe(
      "Compared with the merge base with main.\nnote: 4 stale files: run `overlayer compile` before you commit.\n",
    );
  });

  test("a compiled change reads the same, without the note", async () => {
    const space = await committed();
    edit(space, "servers: 5", "servers: 7");
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
    space.write("environments/test.ts", smallFleet["environments/demo.ts"]);
    const { code, stdout } = await space.overlayer("diff");
    expect(code).toBe(1);
    expect(stdout).toContain("1 environment created, 1 deleted, 1 unchanged");
    expect(stdout).toContain("- PodDisruptionBudget/zk-pdb");
    const gone = await space.overlayer("diff", "demo");
    expect(gone.code).toBe(1);
    expect(gone.stdout).toContain("1 environment deleted");
  });

  test("a mistake in one environment does not hide the others, and exits 2", async () => {
    const space = await committed();
    edit(space, "servers: 5", "servers: 7");
    space.write("environments/demo.ts", smallFleet["environments/demo.ts"].replace("cpu", "cpus"));
    const { code, stdout, stderr } = await space.overlayer("diff");
    expect(code).toBe(2);
    expect(stdout).toContain("~ spec.replicas: 5 → 7");
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

  test("overlays that a commit has in a form that Overlayer does not write are an error, not a wrong diff", async () => {
    const space = await committed();
    const file = "overlays/prod/kustomization.yaml";
    space.write(file, `${space.read(file)}namePrefix: x-\n`);
    space.commit("by hand");
    const { code, stdout, stderr } = await space.overlayer("diff", "--against", "HEAD");
    expect(code).toBe(2);
    expect(stdout).not.toContain("prod");
    expect(stderr).toContain(file);
  });

  test("a generated file that was edited by hand is named in a note, since the diff is of the sources", async () => {
    const space = await committed();
    space.write("overlays/prod/statefulset-zk.yaml", `${space.read("overlays/prod/statefulset-zk.yaml")}# mine\n`);
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
