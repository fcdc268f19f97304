import { expect, test } from "vitest";
import { loadApi } from "../../compiler/kubernetes/api/load-api.ts";
import type { JsonObject } from "../../compiler/kubernetes/json.ts";
import { fieldProblems } from "../../compiler/validate/object-fields.ts";
import { fieldFormats, nameProblems } from "../../compiler/validate/object-formats.ts";

const api = await loadApi("1.34");
const long = "a".repeat(64);

test.each<[string, JsonObject, JsonObject, string?]>([
  ["V1ResourceQuotaSpec", { hard: { pods: "10" } }, { hard: { pods: "ten" } }],
  ["V1ResourceRequirements", { limits: { cpu: ".5", memory: " 1e3 " } }, { limits: { cpu: "-1" } }],
  ["V1VolumeResourceRequirements", { requests: { storage: "1Gi" } }, { requests: { storage: "1 Gigabyte" } }, "1Gi"],
  ["V1ServicePort", { port: 80, targetPort: 0, nodePort: 0 }, { port: 0 }],
  ["V1ServicePort", { port: 80, targetPort: "client-port" }, { port: 80, targetPort: "Client Port" }],
  ["V1ContainerPort", { containerPort: 65535 }, { containerPort: 65536 }],
  ["V1ObjectMeta", { labels: { "example.com/A_b.c": "" } }, { labels: { a: long } }],
  ["V1ObjectMeta", { annotations: { "Example.com/a": "x y z!" } }, { annotations: { "a/b/c": "" } }],
  ["V1ObjectMeta", { namespace: "a-b" }, { namespace: "a.b" }],
  ["V1ConfigMap", { data: { ".A_b-c": "" } }, { data: { "a/b": "" } }],
  ["V1Container", { name: "a" }, { name: "a_b" }],
])("%s: %j, not %j", (model, sound, wrong, near) => {
  expect(fieldProblems(sound, model, api)).toEqual([]);
  const hint = near === undefined ? {} : { hint: `did you mean ${near}?` };
  expect(fieldProblems(wrong, model, api)).toMatchObject([{ code: "object/format", ...hint }]);
});

test.each([
  ["v1 ConfigMap", "a.b", "A"],
  ["v1 ConfigMap", long, "a".repeat(254)],
  ["v1 Service", "a-b", "a.b"],
  ["v1 Namespace", "a", long],
  ["rbac.authorization.k8s.io/v1 Role", "system:A b", "a/b"],
  ["monitoring.coreos.com/v1 ServiceMonitor", "a.b", "a_b"],
])("%s: the name %s, not %s", (type, sound, wrong) => {
  const [apiVersion = "", kind = ""] = type.split(" ");
  const named = (name: string) => nameProblems({ apiVersion, kind, metadata: { name } });
  expect(named(sound)).toEqual([]);
  expect(named(wrong)).toMatchObject([{ code: "object/format", path: ["metadata", "name"] }]);
});

test("every field that has a format is one of the schemas", () => {
  const strange = [...fieldFormats.keys()].filter((field) => {
    const [model = "", name = ""] = field.split(".");
    const fields = Object.keys(api.model(model) ?? {});
    return !fields.includes(name) && !fields.includes(`${name}!`);
  });
  expect(strange).toEqual([]);
});
