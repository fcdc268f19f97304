import type { JsonObject } from "../../../compiler/kubernetes/json.ts";
import type { Manifest } from "../../../compiler/kubernetes/manifest.ts";
import { bitnamiKeys } from "./bitnami-keys.ts";
import { bitnamiDefaults, bitnamiObjects } from "./bitnami-objects.ts";
import { bitnamiValues } from "./bitnami-values.ts";
import type { Release } from "./chart-objects.ts";
import { helmDefaults, helmObjects } from "./helm-objects.ts";
import { helmKeys, helmValues } from "./helm-values.ts";
import { incubatorDefaults, incubatorObjects } from "./incubator-objects.ts";
import { incubatorKeys, incubatorValues } from "./incubator-values.ts";
import type { Imported, Table } from "./values.ts";

/** A chart whose values files are read. */
export interface Chart {
  /** For people. */
  readonly name: "kubernetes-zookeeper" | "zookeeper of Bitnami" | "zookeeper of the incubator";
  readonly keys: Table;
  read(file: JsonObject, release: Release): Imported;
  /** What it takes for keys that a file leaves out. */
  readonly defaults: JsonObject;
  /** The same where versions differ: those of the chart are told, and Overlayer's taken. */
  readonly otherDefaults: Readonly<Record<string, string>>;
  /** The objects of a release, as far as they are known; the file has the defaults. */
  objects(file: JsonObject, release: Release): readonly Manifest[];
}

// where a file could be of two, such as one with replicaCount alone, it is of the first
const charts: readonly Chart[] = [
  {
    name: "kubernetes-zookeeper",
    keys: helmKeys,
    read: helmValues,
    defaults: helmDefaults,
    otherDefaults: {},
    objects: helmObjects,
  },
  {
    name: "zookeeper of Bitnami",
    keys: bitnamiKeys,
    read: bitnamiValues,
    defaults: bitnamiDefaults,
    otherDefaults: {
      heapSize: "1024",
      "autopurge.snapRetainCount": "10 or 3",
      "autopurge.purgeInterval": "1 or 0",
      "networkPolicy.enabled": "true since version 12.7",
    },
    objects: bitnamiObjects,
  },
  {
    name: "zookeeper of the incubator",
    keys: incubatorKeys,
    read: incubatorValues,
    defaults: incubatorDefaults,
    otherDefaults: { "env.ZK_HEAP_SIZE": "2G", "env.ZK_PURGE_INTERVAL": "0" },
    objects: incubatorObjects,
  },
];

/** The chart that a document is a values file of, by most of its keys; undefined for any other document. */
export function chartOf(document: JsonObject): Chart | undefined {
  if (Object.hasOwn(document, "apiVersion")) return undefined;
  const all = Object.keys(document).length;
  const fits = charts.map((chart) => ({ chart, known: knownKeys(document, chart.keys) }));
  const most = Math.max(...fits.map(({ known }) => known));
  const found = fits.find(({ known }) => known === most);
  return most * 2 <= all ? undefined : found?.chart;
}

function knownKeys(document: JsonObject, keys: Table): number {
  return Object.keys(document).filter((key) => Object.hasOwn(keys, key)).length;
}
