import { beforeAll, describe, expect, test } from "vitest";
import { zookeeperApplication } from "../../apps/zookeeper/application.ts";
import { manifests } from "../../apps/zookeeper/resources/manifests.ts";
import { compile } from "../../compiler/compile.ts";
import type { Compiled } from "../../compiler/compiled.ts";
import { chartFiles } from "../../compiler/export/chart.ts";
import type { Manifest } from "../../compiler/kubernetes/manifest.ts";
import { workingTree } from "../../compiler/repository/working-tree.ts";
import type { Files } from "../../compiler/tree.ts";
import { optionsWith } from "../zookeeper/options-of.ts";
import { expected, rendered } from "./helm.ts";

const named = (objects: readonly Manifest[] | undefined, start: string) =>
  objects?.find(({ kind, metadata }) => `${kind}/${metadata.name}`.startsWith(start));

describe("the environments of this repository", () => {
  const tree = workingTree(process.cwd());
  const applications = new Map([[zookeeperApplication.name, zookeeperApplication]]);
  let compiled: Compiled;
  let chart: Files;

  beforeAll(async () => {
    compiled = await compile({ repository: tree, compiler: tree }, applications, []);
    chart = chartFiles("zookeeper", compiled.base?.manifests ?? [], compiled.environments);
  });

  test("helm renders what their overlays build", async () => {
    const all = [compiled.base, ...compiled.environments].flatMap((one) => one ?? []);
    expect(all.length).toBeGreaterThan(4);
    const files = ["values.yaml", ...compiled.environments.map(({ name }) => `values-${name}.yaml`)];
    expect(await rendered(chart, files)).toEqual(all.map((one) => expected(one.manifests)));
  });

  test("what people look for in a chart are values, also where all environments have the same", () => {
    const template = chart.get("templates/statefulset-zk.yaml");
    expect(template).toContain("image: {{ toJson $values.spec.template.spec.containers.zookeeper.image }}");
    expect(template).toContain("resources: {{ toJson $values.spec.template.spec.containers.zookeeper.resources }}");
    expect(template).toContain("replicas: {{ toJson $values.spec.replicas }}");
  });

  test("a value that is changed is what is rendered; another zoo.cfg has another name, wherever it is named", async () => {
    const [objects] = await rendered(
      chart,
      ["values-prod.yaml"],
      [
        ...["--set", "statefulSet.zk.spec.template.spec.containers.zookeeper.resources.limits.cpu=4"],
        ...["--set-string", "configMap.zk-config.data.zoo\\.cfg=tickTime=1\n"],
        ...["--set", "networkPolicy.zk.enabled=false"],
      ],
    );
    const statefulSet = named(objects, "StatefulSet/zk");
    const config = named(objects, "ConfigMap/zk-config-");
    const prod = compiled.environments.find(({ name }) => name === "prod");
    expect(config).toMatchObject({ data: { "zoo.cfg": "tickTime=1\n" } });
    expect(config?.metadata.name).not.toBe(named(prod?.manifests, "ConfigMap/zk-config-")?.metadata.name);
    expect(JSON.stringify(statefulSet)).toContain(`"name":"config","configMap":{"name":"${config?.metadata.name}"}`);
    expect(JSON.stringify(statefulSet)).toContain('"limits":{"cpu":4,"memory":"4Gi"}');
    expect(named(objects, "NetworkPolicy/zk")).toBeUndefined();
  });
});

const issuer = { name: "zookeeper", kind: "ClusterIssuer" } as const;
const secured = {
  namespace: "other",
  servers: 5,
  membership: "dynamic",
  tls: { clients: { mode: "require", issuer }, quorum: { mode: "require", issuer } },
  authentication: { clients: "require", quorum: "require", superDigestSecret: "zk-super" },
  networkPolicy: { enabled: true },
  metrics: { prometheus: true, serviceMonitor: true, alerts: true },
  logback: "<configuration>{{ .Values }}</configuration>\n",
} as const;

test("an environment with much that the base has not: items of lists come and go, names follow contents", async () => {
  const [base, prod] = [manifests(optionsWith({})), manifests(optionsWith(secured))];
  const chart = chartFiles("zookeeper", base, [{ name: "eu/prod", manifests: prod }]);
  expect(await rendered(chart, ["values.yaml", "values-eu-prod.yaml"])).toEqual([expected(base), expected(prod)]);
  const template = chart.get("templates/statefulset-zk.yaml");
  expect(template).toContain('name: {{ include "configMap/zk-config.name" $ }}');
  expect(template).toContain('name: {{ include "configMap/zk-scripts.name" $ }}');
});
