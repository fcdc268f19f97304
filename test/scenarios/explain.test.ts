import { describe, expect, test } from "vitest";
import { smallFleet, workspace } from "./workspace.ts";

describe("overlayer explain", () => {
  test("an option names the line that set it and those that it overrode, the topmost first", async () => {
    const { code, stdout } = await workspace().overlayer("explain", "prod", "namespace");
    expect(code).toBe(0);
    expect(stdout.split("\n")[0]).toBe("namespace = zookeeper-prod");
    expect(stdout).toMatch(/set by +environments\/prod\.ts:4:3 +namespace: "zookeeper-prod",\n/);
    expect(stdout).toMatch(
      /instead of environments\/base\.ts:3:35 .*\n +instead of overlayer\/apps\/zookeeper\/defaults\.ts:/,
    );
  });

  test("a derived option names what it was derived from, and that option's lines", async () => {
    const { stdout } = await workspace().overlayer("explain", "prod", "heap");
    expect(stdout).toMatch(
      /^heap = 2730M\n +set by +overlayer\/apps\/zookeeper\/defaults\.ts:.*\n +from memory = 4Gi\n +set by +environments\/prod\.ts:6:3 /,
    );
  });

  test("a field of a rendered object names the options behind it", async () => {
    const path = "spec.template.spec.containers[zookeeper].resources.requests.memory";
    const { stdout } = await workspace().overlayer("explain", "prod", "StatefulSet/zk", path);
    expect(stdout).toMatch(
      /^StatefulSet\/zk spec\.template\..* = 4Gi\n +from memory = 4Gi\n +set by +environments\/prod\.ts:6:3 /,
    );
    expect(stdout.match(/from /g)).toHaveLength(1);
    const quoted = await workspace().overlayer("explain", "prod", `StatefulSet/zk ${path}`);
    expect(quoted).toMatchObject({ code: 0, stdout });
  });

  test("list items go by key or by index, and names with dots in quotes", async () => {
    const space = workspace();
    for (const path of ["env[ZK_SERVER_HEAP].value", "env[0].value"]) {
      const field = `spec.template.spec.containers[0].${path}`;
      expect((await space.overlayer("explain", "demo", "StatefulSet/zk", field)).stdout).toContain("from heap = 682M");
    }
    const { stdout } = await space.overlayer("explain", "demo", "ConfigMap/zk-config", `data["zoo.cfg"]`);
    expect(stdout).toContain("from servers = 3");
    expect(stdout).not.toContain("from cpu");
  });

  test("a group gives all options in it, no path all options", async () => {
    const space = workspace();
    expect((await space.overlayer("explain", "base", "ports")).stdout.match(/^ports\./gm)).toHaveLength(6);
    expect((await space.overlayer("explain", "demo")).stdout).toMatch(/^cpu = 0\.5$/m);
    const { stdout } = await space.overlayer("explain", "demo", "pods");
    expect(stdout).toMatch(/^pods\.labels = \{\}\n +set by +overlayer\/apps\/zookeeper\/defaults\.ts:\d/);
    expect(stdout).toMatch(/^pods\.tolerations = \[\]$/m);
  });

  test("several options are explained one after the other, and all that there are not are told", async () => {
    const space = workspace();
    const { stdout } = await space.overlayer("explain", "prod", "memory", "servers");
    expect(stdout.match(/^\w+ = .*/gm)?.sort()).toEqual(["memory = 4Gi", "servers = 5"]);
    const { code, stderr } = await space.overlayer("explain", "prod", "servrs", "memory", "hep");
    expect(code).toBe(2);
    expect(stderr.match(/did you mean .*/g)).toEqual(["did you mean servers?", "did you mean heap?"]);
  });

  test("an option whose key has a slash is no object", async () => {
    const pods = `pods: { labels: { "example.org/team": "data" } }`;
    const space = workspace({
      ...smallFleet,
      "environments/demo.ts": smallFleet["environments/demo.ts"].replace("cpu: 0.5", pods),
    });
    const { stdout } = await space.overlayer("explain", "demo", `pods.labels["example.org/team"]`);
    expect(stdout).toMatch(/^pods\.labels\["example\.org\/team"\] = data\n +set by +environments\/demo\.ts:3:/);
  });

  test("of several instances the one is named that has the option", async () => {
    const two = `import base from "./base.ts";
export default [base.extend({ cpu: 2 }), base.extend({ name: "other" })];
`;
    const space = workspace({ ...smallFleet, "environments/two.ts": two });
    const { stderr } = await space.overlayer("explain", "two", "cpu");
    expect(stderr).toContain("did you mean [0].cpu?");
    expect((await space.overlayer("explain", "two", "[0].cpu")).stdout).toContain("[0].cpu = 2");
  });

  test("a field that no option changes says so", async () => {
    const { stdout } = await workspace().overlayer(
      "explain",
      "demo",
      "StatefulSet/zk",
      "spec.template.spec.enableServiceLinks",
    );
    expect(stdout).toContain("the same whatever the options");
  });

  test("as JSON it has the same chain", async () => {
    const { stdout } = await workspace().overlayer("explain", "prod", "heap", "--format", "json");
    const { version, explanations } = JSON.parse(stdout);
    expect(version).toBe(1);
    expect(explanations[0]).toMatchObject({
      path: ["heap"],
      value: "2730M",
      derivedFrom: [{ path: ["memory"], set: { key: { file: "environments/prod.ts", line: 6, column: 3 } } }],
    });
  });

  test("an unknown option, object, field or environment exits 2 with the nearest name", async () => {
    const space = workspace();
    const mistakes = [
      [["prod", "hep"], "did you mean heap?"],
      [["prod", "StatefulSet/zookeeper"], "did you mean StatefulSet/zk?"],
      [["prod", "StatefulSet/zk", "spec.replica"], "did you mean spec.replicas?"],
      [["prod", "StatefulSet/zk", "spec.replicas", "spec.selector"], "the first alone: StatefulSet/zk spec.replicas."],
      [["pord", "heap"], "did you mean prod?"],
      [["prod", "__proto__"], "known are name, names, "],
      [["prod", "StatefulSet/zk", ""], "overlayer explain prod"],
      [["prod", ""], "overlayer explain prod"],
    ] as const;
    for (const [args, hint] of mistakes) {
      const { code, stdout, stderr } = await space.overlayer("explain", ...args);
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr).toContain(hint);
    }
  });
});
