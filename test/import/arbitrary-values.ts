import fc from "fast-check";
import type { Table } from "../../apps/zookeeper/import/values.ts";
import { fieldOf } from "../../compiler/kubernetes/compare.ts";
import { isObject, type Json, type JsonObject } from "../../compiler/kubernetes/json.ts";

const plausible = fc.constantFrom<Json>(
  ...[0, 1, 3, 5, 2181, 30_000, "3", "2181", true, false, "true"],
  ...[
    "512M",
    "2G",
    "1Gi",
    "8192Mi",
    "500m",
    "0.5",
    "hard",
    "soft",
    "INFO",
    "error",
    "Always",
    "RollingUpdate",
    "micro",
  ],
  ...[
    "-Xmx1g -Xms1g",
    "-XX:+UseZGC",
    "/srv/zk/log",
    "srvr, mntr",
    "zk",
    "v1.34.1",
    "{{ .Release.Name }}",
    "-",
    "require",
  ],
  ...[
    { requests: { cpu: 1, memory: "2Gi" } },
    { limits: { memory: "4Gi" } },
    { enabled: true },
    { enabled: false, a: 1 },
  ],
  ...[{ create: false, name: "zk" }, { type: "OnDelete" }, { team: "a" }, ["pull"], [{ name: "pull" }], [{ key: "a" }]],
);
const hostile = fc.oneof(
  fc.json().map((text): Json => JSON.parse(text)),
  fc
    .constantFrom('{"__proto__":{"a":"b"}}', '{"a":{"__proto__":"b"}}', '{"constructor":"b"}')
    .map((text) => JSON.parse(text)),
);

/** Values files with some keys of a chart, and some that are not its own; values are right, wrong and hostile. */
export function files(table: Table): fc.Arbitrary<JsonObject> {
  const known = paths(table, []);
  const unknown = fc.constantFrom("unheardOf", "persistence.size", "__proto__", "constructor").map((key) => [key]);
  const path = fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: unknown });
  const value = fc.oneof({ weight: 4, arbitrary: plausible }, { weight: 1, arbitrary: hostile });
  return fc
    .array(fc.tuple(path, value), { maxLength: 12 })
    .map((entries) => entries.reduce<JsonObject>((file, [path, value]) => withValue(file, path, value), {}));
}

/** Values files of one key each, with values of each type: every key of the chart is in some of them. */
export function filesOfOneKey(table: Table): readonly JsonObject[] {
  const values: readonly Json[] = [7, "x", true, false, { a: 1 }, ["x"]];
  return paths(table, []).flatMap((path) => values.map((value) => withValue({}, path, value)));
}

function paths(table: Table, at: readonly string[]): readonly (readonly string[])[] {
  return Object.entries(table).flatMap(([key, entry]) => [
    [...at, key],
    ...(typeof entry === "function" ? [] : paths(entry, [...at, key])),
  ]);
}

function withValue(file: JsonObject, [key = "", ...rest]: readonly string[], value: Json): JsonObject {
  const inner = fieldOf(file, key);
  return { ...file, [key]: rest.length === 0 ? value : withValue(isObject(inner) ? inner : {}, rest, value) };
}
