import { describe, expect, test } from "vitest";
import { smallFleet, workspace } from "./workspace.ts";

describe("overlayer compare", () => {
  test("options with the lines that set them, rendered fields with the options behind them", async () => {
    const { code, stdout } = await workspace().overlayer("compare", "demo", "prod");
    expect(code).toBe(0);
    expect(stdout).toMatchInlineSnapshot(`
      "4 options
                   demo            prod
        namespace  zookeeper-demo  zookeeper-prod
            set at environments/demo.ts:3, environments/prod.ts:4
        servers    3               5
            set at overlayer/apps/zookeeper/defaults.ts:15, environments/prod.ts:5
        memory     1Gi             4Gi
            set at overlayer/apps/zookeeper/defaults.ts:20, environments/prod.ts:6
        heap       682M            2730M
            set at overlayer/apps/zookeeper/defaults.ts:21

      7 rendered fields
        StatefulSet/zk metadata.annotations["overlayer.dev/voters"]
          demo  "3"
          prod  "5"
            from servers
        StatefulSet/zk spec.replicas
          demo  3
          prod  5
            from servers
        StatefulSet/zk spec.template.spec.containers[zookeeper].env[ZK_SERVER_HEAP].value
          demo  "682"
          prod  "2730"
            from heap
        StatefulSet/zk spec.template.spec.containers[zookeeper].resources.requests.memory
          demo  1Gi
          prod  4Gi
            from memory
        StatefulSet/zk spec.template.spec.containers[zookeeper].resources.limits.memory
          demo  1Gi
          prod  4Gi
            from memory
        ConfigMap/zk-config data["zoo.cfg"] server.4
          demo  -
          prod  "zk-3.zk-hs.zookeeper-prod.svc.cluster.local:2888:3888;2181"
            from servers
        ConfigMap/zk-config data["zoo.cfg"] server.5
          demo  -
          prod  "zk-4.zk-hs.zookeeper-prod.svc.cluster.local:2888:3888;2181"
            from servers
      "
    `);
  });

  test("instances of an environment stand beside the others, and what their names alone change is not told again", async () => {
    const several = `import base from "./base.ts";

export default [base.extend({ name: "a" }), base.extend({ name: "b", cpu: 2 })];
`;
    const space = workspace({ ...smallFleet, "environments/several.ts": several });
    const { stdout } = await space.overlayer("compare", "demo", "several");
    expect(stdout).toMatchInlineSnapshot(`
      "3 options
                   demo            several[0]  several[1]
        name       zk              a           b
            set at overlayer/apps/zookeeper/defaults.ts:8, environments/several.ts:3
        namespace  zookeeper-demo  zookeeper   zookeeper
            set at environments/demo.ts:3, environments/base.ts:3
        cpu        0.5             0.5         2
            set at environments/demo.ts:3, overlayer/apps/zookeeper/defaults.ts:19, environments…(13 more)

      1 rendered field
        StatefulSet/zk spec.template.spec.containers[zookeeper].resources.requests.cpu
          demo        500m
          several[0]  500m
          several[1]  "2"
            from cpu
      "
    `);
  });

  test("an object that the first environment lacks is one subject in all others, whatever it is called there", async () => {
    const space = workspace({
      ...smallFleet,
      "environments/several.ts":
        'import base from "./base.ts";\nexport default [base.extend({ name: "a", networkPolicy: { enabled: true } }), base.extend({ name: "b", networkPolicy: { enabled: true } })];\n',
    });
    const { stdout } = await space.overlayer("compare", "demo", "several", "--format", "json");
    const { fields } = JSON.parse(stdout);
    const kinds = fields.filter(({ subject }: { subject: string }) => /^NetworkPolicy.* kind$/.test(subject));
    expect(kinds).toEqual([
      {
        subject: "NetworkPolicy/a kind",
        values: [null, { value: "NetworkPolicy" }, { value: "NetworkPolicy" }],
        from: ["networkPolicy.enabled"],
      },
    ]);
  });

  test("environments that are the same but for nothing say so", async () => {
    const space = workspace({ ...smallFleet, "environments/twin.ts": smallFleet["environments/prod.ts"] });
    const { code, stdout } = await space.overlayer("compare", "prod", "twin");
    expect({ code, stdout }).toEqual({ code: 0, stdout: "No difference between prod, twin.\n" });
  });

  test("json has every value, its line, and null for what is not there", async () => {
    const { stdout } = await workspace().overlayer("compare", "demo", "prod", "--format", "json");
    const { version, environments, options, fields } = JSON.parse(stdout);
    expect({ version, environments }).toEqual({ version: 1, environments: ["demo", "prod"] });
    expect(options.find(({ subject }: { subject: string }) => subject === "servers")).toMatchObject({
      values: [{ value: 3 }, { value: 5, set: { file: "environments/prod.ts", line: 5, column: 3 } }],
    });
    expect(fields.find(({ subject }: { subject: string }) => subject === "StatefulSet/zk spec.replicas")).toEqual({
      subject: "StatefulSet/zk spec.replicas",
      values: [{ value: 3 }, { value: 5 }],
      from: ["servers"],
    });
  });

  test("one with an error is left out, and the error is told", async () => {
    const space = workspace({
      ...smallFleet,
      "environments/wrong.ts": smallFleet["environments/prod.ts"].replace("5", "4.5"),
    });
    const { code, stdout, stderr } = await space.overlayer("compare");
    expect(code).toBe(2);
    expect(stdout).toContain("demo");
    expect(stdout).not.toContain("wrong");
    expect(stderr).toContain("environments/wrong.ts:5:12");
  });
});
