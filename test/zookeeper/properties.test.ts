import fc from "fast-check";
import { expect, test } from "vitest";
import { zookeeperApplication } from "../../apps/zookeeper/application.ts";
import { rollOutSteps } from "../../apps/zookeeper/options/roll-out.ts";
import { type Options, schema } from "../../apps/zookeeper/options.ts";
import type { JsonObject } from "../../compiler/kubernetes/json.ts";
import type { Fields } from "../../compiler/language/types.ts";
import { validate } from "../../compiler/validate/validate.ts";
import { optionsWith } from "./options-of.ts";
import { leaves, statefulSetOf, zooCfg } from "./rendered.ts";
import { zooCfgKeys } from "./zoo-cfg-keys.ts";

const mebibytes = (least: number) => fc.integer({ min: least, max: 100_000 }).map((size) => `${size}Mi` as const);
const strictness = fc.constantFrom("hard" as const, "soft" as const, "off" as const);
const step = fc.constantFrom(...rollOutSteps);
const optional = { requiredKeys: [] as never[], noNullPrototype: true } as const;

/** Any options that the schema accepts, of those that shape the objects. */
const fields: fc.Arbitrary<Fields<Options>> = fc.record(
  {
    name: fc.constantFrom("zk", "orders-zk"),
    servers: fc.integer({ min: 1, max: 9 }),
    observers: fc.integer({ min: 0, max: 5 }),
    production: fc.boolean(),
    memory: mebibytes(256),
    storage: fc.record({ size: mebibytes(1024), transactionLog: fc.record({ size: mebibytes(1024) }) }, optional),
    directories: fc.record({ data: fc.constantFrom("/srv/zk/data", "/zk/a.b/c", "/usr/zk") }, optional),
    snapshots: fc.record(
      {
        snapCount: fc.integer({ min: 2, max: 1e9 }),
        preAllocSize: mebibytes(1),
        txnLogSizeLimit: mebibytes(1),
        compression: fc.constantFrom("none" as const, "gz" as const, "snappy" as const),
      },
      optional,
    ),
    purge: fc.record({ retain: fc.integer({ min: 3, max: 99 }), interval: fc.nat(99) }, optional),
    timing: fc.record({ tickTime: fc.integer({ min: 1, max: 1e6 }) }, optional),
    spreading: fc.record({ nodes: strictness, zones: strictness }, optional),
    tls: fc.record(
      {
        clients: fc.record({ mode: fc.constantFrom("off" as const, "allow" as const, "require" as const) }, optional),
        quorum: fc.record({ mode: step }, optional),
      },
      optional,
    ),
    authentication: fc.record(
      {
        clients: fc.constantFrom("allow" as const, "require" as const),
        quorum: step,
        superDigestSecret: fc.constant("s"),
      },
      optional,
    ),
    metrics: fc.record({ prometheus: fc.boolean(), alerts: fc.boolean() }, optional),
    adminServer: fc.constantFrom("off" as const, "localhost" as const, "all" as const),
    pods: fc.record({ labels: fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), fc.constant("x")) }, optional),
  },
  optional,
);

test("whatever the options are, the objects fit together", () => {
  fc.assert(
    fc.property(fields, (fields) => {
      const options = optionsWith(fields);
      const { replicas, selector, serviceName, template, volumeClaimTemplates } = statefulSetOf(options).spec;
      expect(template.metadata.labels).toMatchObject(selector.matchLabels);
      expect(serviceName).toBe(`${options.name}-hs`);

      const { volumeMounts } = template.spec.containers[0];
      const claims: string[] = volumeClaimTemplates.map(
        ({ metadata }: { metadata: { name: string } }) => metadata.name,
      );
      const volumes = [...claims, ...template.spec.volumes.map(({ name }: { name: string }) => name)];
      expect(new Set(volumeMounts.map(({ name }: { name: string }) => name))).toEqual(new Set(volumes));

      const { settings, servers } = parsed(String(leaves(options).get(zooCfg.replace("zk", options.name))));
      expect(servers).toEqual(Array.from({ length: replicas }, (_, ordinal) => ordinal + 1));
      expect([...settings.keys()].filter((key) => !zooCfgKeys.has(key))).toEqual([]);
      if (errorsOf(options).includes("zookeeper/directories")) return;
      const persistent: string[] = volumeMounts
        .filter(({ name }: { name: string }) => claims.includes(name))
        .map(({ mountPath }: { mountPath: string }) => mountPath);
      for (const key of ["dataDir", "dataLogDir"]) {
        expect(persistent.some((mount) => `${settings.get(key)}/`.startsWith(`${mount}/`))).toBe(true);
      }
    }),
  );
});

test("no text in an option reaches zoo.cfg or a flag with a line break or a space in it", () => {
  const options = optionsWith({
    storage: { className: "fast" },
    jvmFlags: ["-XX:+UseZGC"],
    imagePullSecrets: ["registry"],
    pods: { priorityClassName: "high", serviceAccountName: "zookeeper", labels: { team: "data" } },
  });
  const texts = textsIn(JSON.parse(JSON.stringify(options)), []);
  expect(texts).toHaveLength(new Set(texts.map(({ path }) => path.join("."))).size);
  for (const { path, value } of texts) {
    for (const tail of ["\nskipACL=yes", " -Dzookeeper.skipACL=yes", "\r", "\u2028x", "\0"]) {
      const changed = withValue(JSON.parse(JSON.stringify(options)), path, value + tail);
      expect(schema.safeParse(changed).success, `${path.join(".")} with ${JSON.stringify(tail)}`).toBe(false);
    }
  }
});

test("a key of zoo.cfg is no option", () => {
  const extra = { ...JSON.parse(JSON.stringify(optionsWith({}))), skipACL: "yes", "autopurge.purgeInteval": 1 };
  expect(validate(zookeeperApplication, extra).issues.map(({ code }) => code)).toEqual([
    "option/unknown",
    "option/unknown",
  ]);
});

function errorsOf(options: Options): readonly string[] {
  return validate(zookeeperApplication, JSON.parse(JSON.stringify(options))).issues.map(({ code }) => code);
}

function parsed(text: string): { settings: ReadonlyMap<string, string>; servers: readonly number[] } {
  const lines = text.trimEnd().split("\n");
  const entries = lines.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)] as const);
  const servers = entries.flatMap(([key]) => (key.startsWith("server.") ? [Number(key.slice("server.".length))] : []));
  const settings = new Map(entries.filter(([key]) => !key.startsWith("server.")));
  expect(settings.size + servers.length).toBe(lines.length);
  return { settings, servers };
}

type Path = readonly (string | number)[];

function textsIn(value: unknown, path: Path): readonly { readonly path: Path; readonly value: string }[] {
  if (typeof value === "string") return [{ path, value }];
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item, index) => textsIn(item, [...path, index]));
  return Object.entries(value).flatMap(([key, item]) => textsIn(item, [...path, key]));
}

function withValue(options: JsonObject, path: Path, value: string): JsonObject {
  const copy = structuredClone(options);
  let place: unknown = copy;
  for (const step of path.slice(0, -1)) place = Reflect.get(Object(place), step);
  Reflect.set(Object(place), path.at(-1) ?? "", value);
  return copy;
}
