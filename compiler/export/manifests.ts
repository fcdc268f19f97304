import { fileNames } from "../kubernetes/file-names.ts";
import type { Manifest } from "../kubernetes/manifest.ts";
import { inHumanOrder } from "../kubernetes/order.ts";
import { printYaml } from "../kubernetes/print-yaml.ts";
import type { Files } from "../tree.ts";

/** The objects of an environment as plain YAML, one file an object: `statefulset-zk.yaml`. */
export function manifestFiles(objects: readonly Manifest[]): Files {
  const names = fileNames(objects);
  return new Map(objects.map((object, index) => [names[index] ?? "", printYaml(inHumanOrder(object))]));
}
