import { expect, test } from "vitest";
import * as z from "zod";
import type { Application } from "../../compiler/application.ts";
import type { JsonObject } from "../../compiler/kubernetes/json.ts";
import { bytes, cpu, dnsLabel, port } from "../../compiler/kubernetes/schema.ts";
import { firstIssues } from "../../compiler/validate/first-issues.ts";
import { validate } from "../../compiler/validate/validate.ts";

const schema = z.strictObject({
  servers: z.int().min(1).max(9),
  cpu,
  memory: bytes("256Mi"),
  heap: z.templateLiteral([z.int(), z.enum(["M", "G"])], { error: 'a JVM size such as "512M"' }),
  name: dnsLabel,
  level: z.enum(["low", "high"]),
  storage: z.strictObject({ size: bytes("1Gi"), className: z.string().exactOptional() }),
  ports: z.strictObject({ client: port, server: port }),
});

const application: Application<z.output<typeof schema>> = {
  name: "example",
  schema,
  rules: [
    {
      code: "example/odd",
      severity: "error",
      why: "Even numbers are odd here.",
      source: "this test",
      check: ({ servers }) => (servers % 2 ? [] : [{ path: ["servers"], message: "servers is even", hint: "add one" }]),
    },
    {
      code: "example/ports",
      severity: "error",
      why: "One port, one listener.",
      source: "this test",
      check: ({ ports }) => (ports.client === ports.server ? [{ path: ["ports", "server"], message: "taken" }] : []),
    },
  ],
  changes: [],
  scale: async () => ({ from: 1, to: 1, why: "", steps: [] }),
  isProduction: ({ level }) => level === "high",
  manifests: () => [],
  customization: () => ({ kubernetesVersion: "1.34", overrides: {}, extraObjects: [] }),
};

const good = {
  servers: 3,
  cpu: 0.5,
  memory: "1Gi",
  heap: "512M",
  name: "one",
  level: "low",
  storage: { size: "10Gi" },
  ports: { client: 2181, server: 2888 },
};

test("valid options come back as they are", () => {
  expect(validate(application, good)).toMatchObject({ options: good, issues: [], total: 0 });
});

test.each<[change: JsonObject, code: string, message: string, hint?: string]>([
  [
    { memory: "4 GB" },
    "option/unit",
    'memory is "4 GB", expected an amount such as "4Gi", in Mi, Gi, Ti, M, G or T',
    'did you mean "4Gi"?',
  ],
  [
    { memory: "512mb" },
    "option/unit",
    'memory is "512mb", expected an amount such as "4Gi", in Mi, Gi, Ti, M, G or T',
    'did you mean "512Mi"?',
  ],
  [{ memory: "lots" }, "option/unit", 'memory is "lots", expected an amount such as "4Gi", in Mi, Gi, Ti, M, G or T'],
  [{ memory: 4 }, "option/type", 'memory is 4, expected an amount such as "4Gi", in Mi, Gi, Ti, M, G or T'],
  [{ memory: "100Mi" }, "option/range", 'memory is "100Mi", expected at least 256Mi'],
  [{ memory: "-4Gi" }, "option/range", 'memory is "-4Gi", expected at least 256Mi'],
  [{ heap: "2Gi" }, "option/unit", 'heap is "2Gi", expected a JVM size such as "512M"', 'did you mean "2G"?'],
  [
    { cpu: "500 m" },
    "option/unit",
    'cpu is "500 m", expected a number of cores such as 2, or "500m"',
    'did you mean "500m"?',
  ],
  [{ cpu: true }, "option/type", 'cpu is true, expected a number of cores such as 2, or "500m"'],
  [{ cpu: 0 }, "option/range", "cpu is 0, expected at least 0.1 cores"],
  [{ cpu: "99m" }, "option/range", 'cpu is "99m", expected at least 0.1 cores'],
  [{ cpu: 1 / 3 }, "option/range", "cpu is 0.3333333333333333, expected whole thousandths of a core"],
  [{ memory: "1.3Gi" }, "option/range", 'memory is "1.3Gi", expected a whole number of bytes'],
  [{ servers: "3" }, "option/type", 'servers is "3", expected a number'],
  [{ servers: 2.5 }, "option/type", "servers is 2.5, expected a whole number"],
  [{ servers: 0 }, "option/range", "servers is 0, expected at least 1"],
  [{ servers: 11 }, "option/range", "servers is 11, expected at most 9"],
  [{ level: "mid" }, "option/range", 'level is "mid", expected "low" or "high"'],
  [
    { name: "Bad Name" },
    "option/format",
    'name is "Bad Name", expected at most 63 lower-case letters, digits and dashes that begin and end with a letter or digit',
  ],
  [{ storage: "10Gi" }, "option/type", 'storage is "10Gi", expected a map of options'],
  [
    { storage: {} },
    "option/missing",
    'storage.size is missing, expected an amount such as "4Gi", in Mi, Gi, Ti, M, G or T',
  ],
  [{ ports: { client: 80, server: 2888 } }, "option/range", "ports.client is 80, expected at least 1024"],
])("%j is %s", (change, code, message, hint) => {
  const [group = "", value] = Object.entries(change)[0] ?? [];
  const issues = issuesOf({ ...good, ...change });
  expect(issues).toMatchObject([{ code, message, place: "value" }]);
  expect(issues[0]?.hint).toBe(hint);
  expect(issues[0]?.path[0]).toBe(group);
  expect(value).toBeDefined();
});

test.each<[change: JsonObject, path: readonly string[], hint: string]>([
  [{ server: 3 }, ["server"], "did you mean servers?"],
  [{ memmory: "1Gi" }, ["memmory"], "did you mean memory?"],
  [{ mem: "1Gi" }, ["mem"], "did you mean memory?"],
  [{ size: "10Gi" }, ["size"], "did you mean storage.size?"],
  [{ storageSize: "10Gi" }, ["storageSize"], "did you mean storage.size?"],
  [{ storage: { size: "1Gi", classname: "ssd" } }, ["storage", "classname"], "did you mean storage.className?"],
  [{ storage: { size: "1Gi", memory: "1Gi" } }, ["storage", "memory"], "did you mean memory?"],
  [{ ports: { client: 2181, server: 2888, admin: 1 } }, ["ports", "admin"], "known here: client, server"],
  [
    JSON.parse('{"__proto__": {"servers": 4}}'),
    ["__proto__"],
    "known here: servers, cpu, memory, heap, name, level, storage, ports",
  ],
  [
    { ["x".repeat(1_000_000)]: 1 },
    ["x".repeat(1_000_000)],
    "known here: servers, cpu, memory, heap, name, level, storage, ports",
  ],
])("an unknown option is pointed at by its name, with what it may mean", (change, path, hint) => {
  const options = Object.fromEntries([...Object.entries(good), ...Object.entries(change)]);
  expect(issuesOf(options)).toMatchObject([{ code: "option/unknown", place: "key", path, hint }]);
});

test("an odd name is quoted", () => {
  expect(issuesOf({ ...good, "a b": 1 })[0]?.message).toBe('there is no option ["a b"]');
});

test("a long value is cut", () => {
  expect(issuesOf({ ...good, level: "x".repeat(1000) })[0]?.message.length).toBeLessThan(100);
});

test("everything that the schema refuses is listed at once, and no rule speaks before it is satisfied", () => {
  const issues = issuesOf({ ...good, servers: 4, memory: 1, level: "mid", storage: { sise: "1Gi" } });
  expect(issues.map(({ code, path }) => `${code} ${path.join(".")}`).sort()).toEqual([
    "option/missing storage.size",
    "option/range level",
    "option/type memory",
    "option/unknown storage.sise",
  ]);
});

test("every broken rule is listed, with its code and its reason", () => {
  expect(issuesOf({ ...good, servers: 4, ports: { client: 2181, server: 2181 } })).toEqual([
    {
      code: "example/odd",
      why: "Even numbers are odd here.",
      place: "value",
      path: ["servers"],
      message: "servers is even",
      hint: "add one",
    },
    {
      code: "example/ports",
      why: "One port, one listener.",
      place: "value",
      path: ["ports", "server"],
      message: "taken",
    },
  ]);
});

test("of many wrong options only the first are listed, and the others counted", () => {
  const unknown = Object.fromEntries(Array.from({ length: 30_000 }, (_, index) => [`k${index}`, index]));
  const result = validate(application, { ...good, servers: "3", ...unknown }, good);
  expect(result).toMatchObject({ total: 30_001 });
  expect("issues" in result && result.issues.map(({ path }) => path[0])).toEqual([
    "servers",
    ...Array.from({ length: 19 }, (_, index) => `k${index}`),
  ]);
});

test("of many violations of a rule only the first are listed", () => {
  const check = () => Array.from({ length: 50 }, (_, index) => ({ path: ["servers"], message: String(index) }));
  const rules = [{ code: "example/many", severity: "error" as const, why: "Many.", source: "this test", check }];
  const { listed, more } = firstIssues([validate({ ...application, rules }, good)]);
  expect(listed).toHaveLength(20);
  expect(more).toMatchObject([{ code: "option/more", message: "… 30 more options are wrong" }]);
});

test.each([
  ["error", "low", undefined],
  ["error", "high", undefined],
  ["warning", "low", "warning"],
  ["warning", "high", "warning"],
  ["production", "low", "warning"],
  ["production", "high", undefined],
] as const)(
  "where a rule of severity %s is broken at level %s, the issue's severity is %s",
  (rule, level, severity) => {
    const check = () => [{ path: ["servers"], message: "broken" }];
    const rules = [{ code: "example/rule", severity: rule, why: "Why.", source: "this test", check }];
    const { options, issues } = validate({ ...application, rules }, { ...good, level });
    expect(issues).toMatchObject([{ code: "example/rule" }]);
    expect(issues[0]?.severity).toBe(severity);
    expect(options).toEqual(severity === "warning" ? { ...good, level } : undefined);
  },
);

test("errors are listed before warnings, however many these are", () => {
  const check = () => Array.from({ length: 30 }, () => ({ path: ["servers"], message: "many" }));
  const many = { code: "example/many", severity: "warning" as const, why: "Many.", source: "this test", check };
  const { issues, total } = validate({ ...application, rules: [many, ...application.rules] }, { ...good, servers: 4 });
  expect(total).toBe(31);
  expect(issues[0]).toMatchObject({ code: "example/odd" });
});

test("a name that is too long to be read is cut", () => {
  expect(issuesOf({ ...good, ["x".repeat(1_000_000)]: 1 })[0]?.message.length).toBeLessThan(100);
});

function issuesOf(options: JsonObject) {
  const result = validate(application, options);
  return "issues" in result ? result.issues : [];
}
