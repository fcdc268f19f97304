import { describe, expect, test } from "vitest";
import { committed, smallFleet } from "./workspace.ts";

const prod = smallFleet["environments/prod.ts"];

describe("an ensemble of another namespace or name", () => {
  test.each([
    ["namespace", 'namespace: "zookeeper-production"', "StatefulSet/zk in namespace zookeeper-production"],
    ["name", 'namespace: "zookeeper-prod", name: "zoo"', "StatefulSet/zoo in namespace zookeeper-prod"],
  ])("is told to start empty, first and in every view: %s", async (option, options, now) => {
    const space = await committed();
    space.write("environments/prod.ts", prod.replace('namespace: "zookeeper-prod"', options));
    const words = `${now} takes the place of StatefulSet/zk in namespace zookeeper-prod and starts EMPTY`;
    const { stdout } = await space.overlayer("diff", "--summary", "--fail-on-refusal");
    expect(stdout.split("\n")[2]).toMatch(/^replaces +prod: StatefulSet/);
    expect(stdout.replaceAll(/\s+/g, " ")).toContain(words);
    expect(stdout).toContain(`from     ${option} at environments/prod.ts:4`);
    expect((await space.overlayer("diff", "--format", "markdown")).stdout).toContain(`> **${words}`);
  });
});

test("of two environments that swap their namespaces it is told whose data each gets", async () => {
  const space = await committed();
  const demo = smallFleet["environments/demo.ts"];
  space.write("environments/prod.ts", prod.replace("zookeeper-prod", "zookeeper-demo"));
  space.write("environments/demo.ts", demo.replace("zookeeper-demo", "zookeeper-prod"));
  const told = (await space.overlayer("diff", "--summary")).stdout.replaceAll(/\s+/g, " ");
  expect(told).toContain("and is that of prod until now: in one cluster it starts with the claims and data of prod");
  expect(told).toContain("and is that of demo until now: in one cluster it starts with the claims and data of demo");
  expect(told).not.toContain("and starts EMPTY");
  const alone = (await space.overlayer("diff", "prod", "--summary")).stdout.replaceAll(/\s+/g, " ");
  expect(alone).toContain("and is that of demo until now: in one cluster it starts with the claims and data of demo");
  expect(alone).toContain("1 environment changed: ");
});

describe("a renamed environment file", () => {
  test("is one environment, renamed, of which nothing is said to go", async () => {
    const space = await committed();
    space.git("mv", "environments/prod.ts", "environments/production.ts");
    const { code, stdout } = await space.overlayer("diff");
    expect(code).toBe(1);
    expect(stdout).toMatch(/^1 environment renamed, 1 unchanged\n/);
    expect(stdout).toContain("~ production  environments/production.ts  was prod\n");
    expect(stdout).not.toMatch(/^deletes|stop at once/m);
  });

  test("with other options shows these alone", async () => {
    const space = await committed();
    space.remove("environments/prod.ts");
    space.write("environments/production.ts", prod.replace('"4Gi"', '"6Gi"'));
    const { stdout } = await space.overlayer("diff");
    expect(stdout).toContain("zk-4, zk-3, zk-2, zk-1, zk-0 restart");
    expect(stdout).toContain("resources.requests.memory: 4Gi → 6Gi");
    expect(stdout).not.toContain("+ Service");
  });

  test("is judged by what is committed under its old name, whichever is asked for", async () => {
    const space = await committed();
    space.remove("environments/demo.ts");
    space.write("environments/sample.ts", smallFleet["environments/demo.ts"].replace("cpu: 0.5", "servers: 5"));
    for (const args of [["compile"], ["compile", "sample"], ["check"], ["compile", "--check", "--shard", "1/1"]]) {
      const { code, stdout, stderr } = await space.overlayer(...args);
      expect(code).toBe(2);
      expect(`${stdout}${stderr}`).toMatch(
        /zookeeper\/one-voter-at-a-time[\s\S]*first, that demo is renamed; then go 3 → 4/,
      );
    }
  });

  test("of another namespace is another environment", async () => {
    const space = await committed();
    space.remove("environments/prod.ts");
    space.write("environments/production.ts", prod.replace("-prod", "-production"));
    expect((await space.overlayer("diff")).stdout).toContain("1 environment created, 1 deleted, 1 unchanged");
  });
});

test("of an environment that goes, objects are named and not printed", async () => {
  const space = await committed();
  space.remove("environments/prod.ts");
  const { stdout } = await space.overlayer("diff");
  expect(stdout).toMatch(/^- prod {2}environments\/prod\.ts\n {2}6 objects: ConfigMap\/zk-/m);
  expect(stdout).not.toContain("apiVersion");
  for (const format of ["markdown", "html"])
    expect((await space.overlayer("diff", "--format", format)).stdout).not.toContain("zoo.cfg");
});
