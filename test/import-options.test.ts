import { expect, test } from "vitest";
import { zookeeperApplication } from "../apps/zookeeper/application.ts";
import { acceptedOptions, type EvaluateLayers, layerEvaluator } from "../compiler/import-options.ts";
import { workingTree } from "../compiler/repository/working-tree.ts";
import { treeOf } from "../compiler/tree.ts";

const trees = { repository: treeOf(new Map()), compiler: workingTree(".") };
const evaluate = layerEvaluator(trees, 'export { zookeeper as default } from "overlayer/zookeeper";\n', "zookeeper");

test("however many objects a rule refuses, they are left out at once", async () => {
  const extraObjects = Array.from({ length: 100 }, (_, index) => {
    const metadata = { name: `settings-${index}` };
    return { apiVersion: "v1", kind: "ConfigMap", metadata, data: { password: `hunter2x${index}` } };
  });
  let runs = 0;
  const counted: EvaluateLayers = (layers) => {
    runs += 1;
    return evaluate(layers);
  };
  const applications = new Map([["zookeeper", zookeeperApplication]]);
  const accepted = await acceptedOptions({ extraObjects }, { options: [], objects: [] }, counted, applications);
  expect("findings" in accepted && accepted.findings).toHaveLength(100);
  expect(runs).toBeLessThan(4);
});
