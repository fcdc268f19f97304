import { expect, test } from "vitest";
import { manifests } from "../../apps/zookeeper/resources/manifests.ts";
import { carriedFor, carriedVersions, loadApi } from "../../compiler/kubernetes/api/load-api.ts";
import { fieldProblems } from "../../compiler/validate/object-fields.ts";
import demo from "../../environments/demo.ts";
import micro from "../../environments/micro.ts";
import prod from "../../environments/prod.ts";
import { optionsOf } from "../zookeeper/options-of.ts";

const words = new Set(["any", "boolean", "bytes", "int32", "int64", "int-or-string", "number", "string", "time"]);

test.each(carriedVersions)("every type in the schemas of Kubernetes %s is known", async (version) => {
  const api = await loadApi(version);
  const unknown = new Set<string>();
  const seen = new Set<string>();
  const visit = (name: string) => {
    if (seen.has(name)) return;
    seen.add(name);
    const model = api.model(name);
    if (model === undefined) unknown.add(name);
    for (const type of Object.values(model ?? {})) {
      const inner = type.replace(/^(?:\[\]|\{\})*/, "");
      if (!words.has(inner) && !inner.startsWith("=")) visit(inner);
    }
  };
  for (const model of Object.values(api.kinds)) visit(model);
  expect(seen.size).toBeGreaterThan(500);
  expect([...unknown]).toEqual([]);
});

test.each(carriedVersions)("what ZooKeeper's environments hold is right by Kubernetes %s", async (version) => {
  const api = await loadApi(version);
  const objects = [demo, micro, prod].flatMap((one) => manifests(optionsOf(one)));
  const problems = objects.flatMap((one) => fieldProblems(one, api.kinds[`${one.apiVersion} ${one.kind}`] ?? "", api));
  expect(problems).toEqual([]);
  expect(objects.filter((one) => api.kinds[`${one.apiVersion} ${one.kind}`] === undefined)).toEqual([]);
});

test("the newest version up to the cluster's stands for one that there are no schemas of", () => {
  expect(["1.20", "1.32", "1.35", "1.36", "1.99"].map(carriedFor)).toEqual(["1.32", "1.32", "1.34", "1.36", "1.36"]);
});

test("versions differ: a StatefulSet needs its serviceName only up to 1.32", async () => {
  const needed = async (version: string) => Object.keys((await loadApi(version)).model("V1StatefulSetSpec") ?? {});
  expect(await needed("1.32")).toContain("serviceName!");
  expect(await needed("1.34")).toContain("serviceName");
});
