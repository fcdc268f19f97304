import { isObject, type Json, type JsonObject } from "../../../compiler/kubernetes/json.ts";
import { bitnamiKeys } from "./bitnami-keys.ts";
import { bitnamiValues } from "./bitnami-values.ts";
import { helmKeys, helmValues } from "./helm-values.ts";
import { incubatorKeys, incubatorValues } from "./incubator-values.ts";
import type { Imported, Table } from "./values.ts";

/** The charts whose values files are read, as they are called to people. */
export type Chart = "kubernetes-zookeeper" | "bitnami/zookeeper" | "incubator/zookeeper";

// where a file could be of two, such as one with replicaCount alone, it is of the first
const charts: readonly { readonly chart: Chart; readonly keys: Table; read(file: JsonObject): Imported }[] = [
  { chart: "kubernetes-zookeeper", keys: helmKeys, read: helmValues },
  { chart: "bitnami/zookeeper", keys: bitnamiKeys, read: bitnamiValues },
  { chart: "incubator/zookeeper", keys: incubatorKeys, read: incubatorValues },
];

/**
 * The options of a document that is a values file of one of the charts, by most of its keys; undefined for any other
 * document, such as a Kubernetes object.
 */
export function readChartValues(document: Json): (Imported & { readonly chart: Chart }) | undefined {
  if (!isObject(document) || Object.hasOwn(document, "apiVersion")) return undefined;
  const all = Object.keys(document).length;
  const fits = charts.map((one) => ({ ...one, known: knownKeys(document, one.keys) }));
  const most = Math.max(...fits.map(({ known }) => known));
  const found = fits.find(({ known }) => known === most);
  return found === undefined || most * 2 <= all ? undefined : { chart: found.chart, ...found.read(document) };
}

function knownKeys(document: JsonObject, keys: Table): number {
  return Object.keys(document).filter((key) => Object.hasOwn(keys, key)).length;
}
