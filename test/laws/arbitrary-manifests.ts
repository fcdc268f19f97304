import fc from "fast-check";
import { isObject, type Json, type JsonObject } from "../../compiler/kubernetes/json.ts";
import type { Manifest } from "../../compiler/kubernetes/manifest.ts";

/** Text that some reader or writer of YAML takes for something else. */
export const hostileTexts: readonly string[] = [
  ...[
    "",
    "y",
    "No",
    "on",
    "OFF",
    "true",
    "null",
    "~",
    "0755",
    "1_000",
    "1.0",
    "1e3",
    "123e4567",
    "0x1f",
    "0o7",
    ".inf",
  ],
  ...[
    "2001-01-01",
    "2001-01-01T00:00:00Z",
    "12:30:45",
    "=",
    "<<",
    "*a",
    "&a",
    "!a",
    "|",
    ">",
    "%",
    "@",
    "`",
    "- a",
    "? a",
  ],
  ...[
    "a: b",
    "a #b",
    "a:",
    "#",
    " a",
    "a ",
    "\ta",
    "a\tb",
    "'",
    '"',
    "\\",
    "---",
    "...",
    "[",
    "{",
    "4Gi",
    "500m",
    "1E",
  ],
  ...[
    "a\nb",
    "a\n",
    "a\n\n",
    "\na",
    " a\nb",
    "a\n  b\n",
    "a\n---\nb\n",
    "a \nb",
    "a\r\nb",
    "\ta\nb",
    "a\n\tb\n",
    "\n",
    "x\n# y",
  ],
  ...[
    "é",
    "😀",
    "a\n😀\n",
    "\ufeff",
    "\u0000",
    "\u001b[31m",
    "\u00a0",
    "\u00ad",
    "$patch",

    "$(A)",
    "__proto__",
    "constructor",
  ],
];

const text = fc.oneof(fc.constantFrom("a", "b", "c"), fc.constantFrom(...hostileTexts));
const scalar: fc.Arbitrary<Json> = fc.oneof(
  text,
  fc.integer({ min: -5, max: 70_000 }),
  // -0 is 0 in YAML.
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }).map((number) => number + 0),
  fc.maxSafeInteger(),
  fc.boolean(),
);
const fieldName = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom("a", "b", "c", "d", "name", "__proto__", "constructor", "a/b~c", "1") },
  { weight: 1, arbitrary: fc.constantFrom(...hostileTexts.filter((one) => one !== "<<"), "$patch") },
);

/** Any value of a custom resource's. */
const anything: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", maxDepth: 3 },
    scalar,
    fc.constant(null),
    fc.array(tie("value"), { maxLength: 3 }),
    map(tie("value")),
  ),
})).value;

function map(value: fc.Arbitrary<Json>): fc.Arbitrary<JsonObject> {
  return fc.array(fc.tuple(fieldName, value), { maxLength: 4 }).map((entries) => Object.fromEntries(entries));
}

const texts = fc.array(fc.tuple(fieldName, text), { maxLength: 4 }).map((entries) => Object.fromEntries(entries));
const labels = fc.array(fc.tuple(fc.constantFrom("a", "b", "app.kubernetes.io/name"), text), {
  minLength: 1,
  maxLength: 3,
});

/** A map with some of these fields. */
function some(fields: Readonly<Record<string, fc.Arbitrary<Json>>>, always: readonly string[] = []) {
  return fc.record(fields, { requiredKeys: [...always] }) as fc.Arbitrary<JsonObject>;
}

function list(item: fc.Arbitrary<Json>): fc.Arbitrary<Json> {
  return fc.array(item, { maxLength: 4 });
}

/** Mostly items of different names, sometimes of the same, as people do not write them. */
function named(key: string, values: readonly Json[], fields: Readonly<Record<string, fc.Arbitrary<Json>>>) {
  const item = some({ [key]: fc.constantFrom(...values), ...fields }, [key]);
  const unique = fc.uniqueArray(item, { maxLength: 4, selector: (one) => one[key] });
  return fc.oneof({ weight: 12, arbitrary: unique }, { weight: 1, arbitrary: list(item) }) as fc.Arbitrary<Json>;
}

const names = ["a", "b", "c", "d"];
const port = { protocol: fc.constantFrom("TCP", "UDP"), name: fc.constantFrom(...names) };
const env = named("name", names, {
  value: text,
  valueFrom: fc.constant({ fieldRef: { fieldPath: "metadata.name" } }),
});
const container = named("name", names, {
  image: text,
  command: list(text),
  args: list(text),
  env,
  envFrom: list(some({ prefix: text, configMapRef: some({ name: text }) })),
  ports: named("containerPort", [80, 443, 2181], port),
  volumeMounts: named("mountPath", ["/a", "/b", "/c"], { name: text, readOnly: fc.boolean() }),
  resources: some({ requests: texts, limits: texts }),
  readinessProbe: anything,
});
const podSpec = some({
  containers: container,
  initContainers: container,
  volumes: named("name", names, {
    emptyDir: some({ medium: text }),
    configMap: some({ name: text, items: list(texts) }),
  }),
  tolerations: list(some({ key: text, operator: text })),
  hostAliases: named("ip", ["10.0.0.1", "10.0.0.2"], { hostnames: list(text) }),
  imagePullSecrets: named("name", names, {}),
  topologySpreadConstraints: named("topologyKey", names, {
    maxSkew: fc.integer(),
    whenUnsatisfiable: fc.constantFrom("DoNotSchedule", "ScheduleAnyway"),
  }),
  affinity: anything,
  terminationGracePeriodSeconds: fc.integer(),
});
const workload = some({
  replicas: scalar,
  serviceName: text,
  selector: some({ matchLabels: texts, matchExpressions: list(texts) }),
  template: some({ metadata: some({ labels: texts }), spec: podSpec }),
  volumeClaimTemplates: list(some({ metadata: some({ name: text }), spec: map(anything) })),
});

/** Kinds with the shapes of their other fields. */
const kinds: readonly (readonly [
  apiVersion: string,
  kind: string,
  fields: Readonly<Record<string, fc.Arbitrary<Json>>>,
])[] = [
  ["apps/v1", "StatefulSet", { spec: workload }],
  ["apps/v1", "Deployment", { spec: workload }],
  ["batch/v1", "CronJob", { spec: some({ schedule: text, jobTemplate: some({ spec: workload }) }) }],
  [
    "v1",
    "Service",
    {
      spec: some({
        clusterIP: text,
        selector: texts,
        ports: named("port", [80, 443, 2181], { ...port, targetPort: scalar }),
      }),
    },
  ],
  ["v1", "ConfigMap", { data: texts, binaryData: texts, immutable: fc.boolean() }],
  ["v1", "Secret", { stringData: texts, type: text }],
  ["v1", "ServiceAccount", { secrets: named("name", names, {}), automountServiceAccountToken: fc.boolean() }],
  ["policy/v1", "PodDisruptionBudget", { spec: some({ minAvailable: scalar, maxUnavailable: scalar }) }],
  [
    "networking.k8s.io/v1",
    "NetworkPolicy",
    { spec: some({ podSelector: map(anything), ingress: list(map(anything)) }) },
  ],
  ["networking.k8s.io/v1", "Ingress", { spec: some({ rules: list(map(anything)), tls: list(map(anything)) }) }],
  ["rbac.authorization.k8s.io/v1", "Role", { rules: list(some({ verbs: list(text), resources: list(text) })) }],
  ["monitoring.coreos.com/v1", "ServiceMonitor", { spec: anything }],
  ["example.com/v1alpha1", "Anything", { spec: anything, list: list(anything), other: anything }],
];

const metadata = some({
  labels: labels.map((entries) => Object.fromEntries(entries)),
  annotations: labels.map((entries) => Object.fromEntries(entries)),
  finalizers: fc.uniqueArray(fc.constantFrom("a.io/x", "b.io/y", "c.io/z"), { maxLength: 2 }),
});

/** One object, or the two sides of one that was edited. */
interface Pair {
  readonly base: Manifest | undefined;
  readonly environment: Manifest | undefined;
}

/** Takes each field of either version, so that small edits are as likely as large ones. */
function mixed(base: Json, other: Json, random: () => boolean): Json {
  if (!isObject(base) || !isObject(other)) return random() ? other : base;
  const fields = [...new Set([...Object.keys(base), ...Object.keys(other)])];
  const entries = fields.flatMap((field): [string, Json][] => {
    const old = Object.hasOwn(base, field) ? base[field] : undefined;
    const now = Object.hasOwn(other, field) ? other[field] : undefined;
    if (old !== undefined && now !== undefined) return [[field, mixed(old, now, random)]];
    const value = random() ? now : old;
    return value === undefined ? [] : [[field, value]];
  });
  return Object.fromEntries(entries);
}

function pair(name: string): fc.Arbitrary<Pair> {
  return fc.constantFrom(...kinds).chain(([apiVersion, kind, fields]) => {
    const body = some({ metadata, ...fields });
    const decisions = fc.infiniteStream(fc.integer({ max: 9, min: 0 }));
    const presence = fc.constantFrom("both", "both", "both", "both", "both", "renamed", "base", "environment");
    return fc
      .tuple(body, body, decisions, fc.integer({ min: 0, max: 9 }), presence)
      .map(([one, other, stream, share, where]) => {
        const whole = (value: Json, hash: string): Manifest => {
          const rest = isObject(value) ? value : {};
          const meta = isObject(rest["metadata"]) && where !== "renamed" ? rest["metadata"] : {};
          return { ...rest, apiVersion, kind, metadata: { ...meta, name: where === "renamed" ? name + hash : name } };
        };
        const edited = mixed(one, other, () => Number(stream.next().value) < share);
        return {
          base: where === "environment" ? undefined : whole(one, "-bcdfghkmt2"),
          environment: where === "base" ? undefined : whole(edited, "-tmkhgfdcb9"),
        };
      });
  });
}

export interface Case {
  readonly base: readonly Manifest[];
  readonly environment: readonly Manifest[];
}

/** A base and an environment with the same namespace or another; object names end with the suffix. */
export function cases(suffix = ""): fc.Arbitrary<Case> {
  const namespace = fc.constantFrom("one", "one", "two", undefined);
  return fc
    .tuple(fc.tuple(pair(`a${suffix}`), pair(`b${suffix}`), pair(`a.b${suffix}`)), namespace, namespace)
    .map(([pairs, from, to]) => ({
      base: pairs.flatMap(({ base }) => (base === undefined ? [] : [placed(base, from)])),
      environment: pairs.flatMap(({ environment }) => (environment === undefined ? [] : [placed(environment, to)])),
    }));
}

function placed(object: Manifest, namespace: string | undefined): Manifest {
  return namespace === undefined ? object : { ...object, metadata: { ...object.metadata, namespace } };
}
