import { expect, test } from "vitest";
import { type EvaluateLayers, neededOptions } from "../../compiler/import-options.ts";
import type { JsonObject } from "../../compiler/kubernetes/json.ts";

const below: JsonObject = { cpu: 1, memory: "1Gi", extraObjects: [] };

/** Evaluates as a base of plain values does, and counts the objects that it is given. */
function counting(): { readonly evaluate: EvaluateLayers; readonly objects: () => number } {
  let objects = 0;
  const evaluate: EvaluateLayers = async (layers) =>
    layers.map((layer) => {
      objects += [layer["extraObjects"] ?? []].flat().length;
      return { application: "zookeeper", path: [], options: { ...below, ...layer } };
    });
  return { evaluate, objects: () => objects };
}

test("options that say what the base says are left out, and thousands of objects are not evaluated for each of them", async () => {
  const extraObjects = Array.from({ length: 1000 }, (_, index) => ({ kind: "ConfigMap", name: `c${index}` }));
  const names = Array.from({ length: 20 }, (_, index) => [`option${index}`, index] as const);
  const { evaluate, objects } = counting();
  const tree = { cpu: 1, memory: "2Gi", ...Object.fromEntries(names), extraObjects };
  expect(await neededOptions(tree, evaluate)).toEqual({ memory: "2Gi", ...Object.fromEntries(names), extraObjects });
  expect(objects()).toBeLessThan(2 * extraObjects.length);
  expect(await neededOptions({ memory: "2Gi", extraObjects: [] }, evaluate)).toEqual({ memory: "2Gi" });
});
