import type { Options } from "../../apps/zookeeper/options.ts";
import { manifests } from "../../apps/zookeeper/resources/manifests.ts";
import { isList, isObject, type Json } from "../../compiler/kubernetes/json.ts";

/** Path of zoo.cfg among the leaves of the objects. */
export const zooCfg = "ConfigMap/zk-config/data/zoo.cfg";

/** The hash in the name of a ConfigMap. */
export const hash = /-(config|scripts)-[a-z0-9]{10}(?=")/g;

/** Path → value of every field of the objects that has no fields itself. ConfigMaps go without the hash of their content. */
export function leaves(options: Options): ReadonlyMap<string, Json> {
  return new Map(
    manifests(options).flatMap((manifest) => {
      const name = `"${manifest.metadata.name}"`.replace(hash, "-$1").replaceAll('"', "");
      return below(manifest, `${manifest.kind}/${name}`);
    }),
  );
}

function below(value: Json, path: string): [string, Json][] {
  if (!isObject(value) && !isList(value)) return [[path, value]];
  return Object.entries(value).flatMap(([field, item]) => below(item, `${path}/${field}`));
}

/** The StatefulSet as JSON has it. */
export function statefulSetOf(options: Options) {
  return JSON.parse(JSON.stringify(manifests(options).find(({ kind }) => kind === "StatefulSet")));
}
