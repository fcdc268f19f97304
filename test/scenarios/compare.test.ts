import { describe, expect, test } from "vitest";
import { smallFleet, workspace } from "./workspace.ts";

describe("overlayer compare", () => {
  test("options with the lines that set them, rendered fields with the options behind them", async () => {
    const { code, stdout } = await workspace().overlayer("compare", "demo", "prod");
    expect(code).toBe(0);
    const lines = stdout.split("\n").map((line) => line.trim().replace(/ {2,}/g, " | "));
    const below = (start: string) => lines.slice(lines.indexOf(start)).slice(0, 2);
    expect(lines).toContain("demo | prod");
    expect(below("namespace | zookeeper-demo | zookeeper-prod")[1]).toBe(
      "set at environments/demo.ts:3, environments/prod.ts:4",
    );
    expect(below("servers | 3 | 5")[1]).toMatch(
      /^set at overlayer\/apps\/zookeeper\/defaults\.ts:\d+, environments\/prod\.ts:5$/,
    );
    expect(below("StatefulSet/zk spec.replicas")).toEqual(["StatefulSet/zk spec.replicas", "demo | 3"]);
    expect(below(`ConfigMap/zk-config data["zoo.cfg"] server.4`)[1]).toBe("demo | -");
    expect(lines).toContain("from servers");
    // what differs by the namespace alone is told by the option
    expect(stdout).not.toContain("metadata.namespace");
    expect(stdout).not.toContain("server.1");
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
