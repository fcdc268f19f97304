import { expect, test } from "vitest";
import { loadApi } from "../../compiler/kubernetes/api/load-api.ts";
import type { JsonObject } from "../../compiler/kubernetes/json.ts";
import { fieldProblems } from "../../compiler/validate/object-fields.ts";

const api = await loadApi("1.34");
const problems = (model: string, value: JsonObject) =>
  fieldProblems(value, model, api).map(({ code, message, hint }) => [
    code,
    message,
    ...(hint === undefined ? [] : [hint]),
  ]);

test.each<[string, JsonObject, string]>([
  ["V1ServicePort", { port: 80.5 }, "port is 80.5, expected a whole number of 32 bits"],
  ["V1ServicePort", { port: 2 ** 40 }, "port is 1099511627776, expected a whole number of 32 bits"],
  ["V1ServicePort", { port: 80, targetPort: true }, "targetPort is true, expected a whole number or text"],
  ["V1Container", { name: "a", tty: "yes" }, 'tty is "yes", expected true or false'],
  ["V1Container", { name: "a", args: "a" }, 'args is "a", expected a list'],
  ["V1Container", { name: "a", args: ["a", 1] }, "args[1] is 1, expected text"],
  ["V1Container", { name: "a", resources: [] }, "resources is [], expected a map"],
  ["V1ResourceRequirements", { limits: { cpu: 1 } }, "limits.cpu is 1, expected text"],
  [
    "V1PodSpec",
    { containers: [], activeDeadlineSeconds: "1" },
    'activeDeadlineSeconds is "1", expected a whole number',
  ],
  ["V1ConfigMap", { binaryData: { a: 1 } }, "binaryData.a is 1, expected text in base64"],
  ["V1ObjectMeta", { labels: { a: null } }, "labels.a is null, expected text"],
])("%s: %j", (model, value, message) => {
  expect(problems(model, value)).toEqual([["object/type", message]]);
});

test("a field that there is not, one that is missing, a text that is none of those allowed: all at once", () => {
  const value = { imagePullPolicy: "Allways", imag: "zookeeper", resources: { claims: [{}] } };
  expect(problems("V1Container", value)).toEqual([
    ["object/missing", "name is missing"],
    ["object/value", 'imagePullPolicy is "Allways", expected "Always" or "IfNotPresent" or "Never"'],
    ["object/unknown", "there is no field imag", "did you mean image?"],
    ["object/missing", "resources.claims[0].name is missing"],
  ]);
});

test("names that every JavaScript object has are no fields", () => {
  const value: JsonObject = JSON.parse('{"port": 80, "constructor": 1, "__proto__": {"toString": 1}}');
  expect(problems("V1ServicePort", value).map(([code]) => code)).toEqual(["object/unknown", "object/unknown"]);
});

test("the mark of a field that has to be there is no part of its name", () => {
  expect(problems("V1ServicePort", { port: 80, "port!": 80 })).toEqual([
    ["object/unknown", 'there is no field ["port!"]', "did you mean port?"],
  ]);
});

test("what the schema leaves open may be anything", () => {
  expect(problems("V1JSONSchemaProps", { _default: 1, additionalProperties: { any: [null] } })).toEqual([
    ["object/unknown", "there is no field _default", "did you mean default?"],
  ]);
});
