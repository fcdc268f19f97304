import { expect, test } from "vitest";
import { zookeeperApplication } from "../../apps/zookeeper/application.ts";
import { optionValue } from "../../compiler/validate/option-value.ts";

test.each([
  ["a number", "servers", "7", 7],
  ["a number or a text", "cpu", "2", 2],
  ["a quantity", "cpu", "500m", "500m"],
  ["a truth", "production", "true", true],
  ["a version, which is no number", "kubernetesVersion", "1.30", "1.30"],
  ["a text in quotes", "logLevel", '"DEBUG"', "DEBUG"],
  ["a text that looks like JSON", "pods.labels.team", "7", "7"],
  ["a text of JSON in quotes", "pods.annotations.a", '"[1]"', "[1]"],
  ["a list", "jvmFlags", '["-Xss1m"]', ["-Xss1m"]],
  ["a map, of which other layers have the rest", "storage", '{"size":"5Gi"}', { size: "5Gi" }],
  ["an option that may be absent", "storage.className", "fast", "fast"],
  ["what the option does not take", "servers", "five", "five"],
  ["what no option is", "no.such.option", "7", 7],
  ["what only a prototype has", "constructor.name", "7", 7],
  ["nothing", "image", "", ""],
] as const)("%s: %s=%s", (_, path, word, value) => {
  expect(optionValue(zookeeperApplication.schema, path.split("."), word)).toEqual(value);
});
