import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type Workspace, workspace } from "./workspace.ts";

const fixture = (name: string) => readFileSync(`test/import/fixtures/${name}`, "utf8");

/** An empty folder with files of manifests. */
function folder(files: Readonly<Record<string, string>>): Workspace {
  return workspace(files);
}

describe("overlayer import of the classic manifests", () => {
  test("writes an environment that says the same, and names all that changes", async () => {
    const space = folder({ "zookeeper.yaml": fixture("classic-full.yaml") });
    const { code, stdout } = await space.overlayer("import", "zookeeper.yaml", "--namespace", "kafka", "--summary");
    expect(code).toBe(0);
    expect(space.read("environments/prod.ts")).toMatchInlineSnapshot(`
      "import base from "./base.ts";

      /** Imported from zookeeper.yaml. */
      export default base.extend({
        namespace: "kafka",
        cpu: 2,
        memory: "4Gi",
        storage: { size: "250Gi" },
        probes: { readiness: { initialDelaySeconds: 10 }, liveness: { initialDelaySeconds: 10 } },
        spreading: { zones: "off" },
        imagePullPolicy: "Always",
      });
      "
    `);
    expect(stdout).toMatchInlineSnapshot(`
      "wrote environments/base.ts
      wrote environments/prod.ts

      prod: what no option says, or is another thing with Overlayer
        ! zookeeper.yaml:68 StatefulSet/zk spec.template.spec.containers[kubernetes-zookeeper].image: the
          image gcr.io/google_containers/kubernetes-zookeeper:1.0-3.4.10 is replaced by Overlayer's
          default, the official one: Overlayer's scripts do not run on it
            for a mirror of the official image, set the option image
        ! zookeeper.yaml:68 StatefulSet/zk spec.template.spec.containers[kubernetes-zookeeper].image:
          ZooKeeper 3.4.10 is upgraded: later versions do not start on a volume whose log has no snapshot
          (ZOOKEEPER-3056)
            look for a file snapshot.* on each volume; where there is none, set jvmFlags to
            ["-Dzookeeper.snapshot.trust.empty=true"] for the first roll-out only
        ! zookeeper.yaml:78 StatefulSet/zk spec.template.spec.containers[kubernetes-zookeeper].command:
          heap is left out: a heap of 3G needs 4608Mi of memory, but memory is 4Gi
            leave heap out (it is then 2730M), or raise memory to 4608Mi
        - zookeeper.yaml:31 PodDisruptionBudget/zk-pdb apiVersion: policy/v1beta1 is gone since Kubernetes
          1.25: it is compared as policy/v1
        - zookeeper.yaml:41 StatefulSet/zk apiVersion: apps/v1beta1 is gone since Kubernetes 1.16: it is
          compared as apps/v1, with the spec.selector that the API server took then
        - zookeeper.yaml:99 StatefulSet/zk
          spec.template.spec.containers[kubernetes-zookeeper].readinessProbe: Overlayer's own probe asks
          the server, as often
        - zookeeper.yaml:104 StatefulSet/zk
          spec.template.spec.containers[kubernetes-zookeeper].livenessProbe: Overlayer's own probe asks
          the server, as often
        - zookeeper.yaml:78 StatefulSet/zk spec.template.spec.containers[kubernetes-zookeeper].command:
          Overlayer's start-zookeeper starts the server
        - zookeeper.yaml:78 StatefulSet/zk spec.template.spec.containers[kubernetes-zookeeper].command:
          from now on old snapshots are purged: the classic image misspells autopurge.purgeInterval in
          zoo.cfg

      1 environment changed: 2 objects created, 4 changed (25 fields)

      restarts  prod: StatefulSet/zk: zk-2, zk-1, zk-0 restart, one at a time in this order
      "
    `);
    expect((await space.overlayer("compile")).code).toBe(0);
  });
});
