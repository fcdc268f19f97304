import fc from "fast-check";
import { expect, test } from "vitest";
import { chartFiles } from "../../compiler/export/chart.ts";
import { unrepresentable } from "../../compiler/factor/representable.ts";
import { contentHash } from "../../compiler/kubernetes/content-hash.ts";
import { isList, isObject, type Json } from "../../compiler/kubernetes/json.ts";
import type { Manifest } from "../../compiler/kubernetes/manifest.ts";
import { expected, rendered } from "../export/helm.ts";
import { cases, hostileTexts } from "./arbitrary-manifests.ts";
import { seed } from "./seed.ts";

/** Text that Helm would run. */
const actions = ['{{ fail "b" }}', "{{", "}}", "{{- end }}", "{{/* c", "{{{`"];

/** The value with actions in its texts and the names of its fields. */
function withActions(value: Json, field = ""): Json {
  if (typeof value === "string") return value.replaceAll("b", actions[field.length % actions.length] ?? "");
  if (isList(value)) return value.map((item) => withActions(item, field));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name === "c" ? '{{ "c" }}' : name, withActions(item, name)]),
  );
}

function hostile({ apiVersion, kind, metadata, ...rest }: Manifest): Manifest {
  const fields = withActions(rest);
  return { ...(isObject(fields) ? fields : {}), apiVersion, kind, metadata };
}

/** ConfigMaps that are named by their content, each with a hostile text in it; their count is that of the texts. */
function namedByContent(from: number): readonly Manifest[] {
  const carried = hostileTexts.filter((text) => unrepresentable([configMap("a", { a: text })]).length === 0);
  return carried.map((_, index) => {
    const data = { "a.b": carried[(index + from) % carried.length] ?? "", c: `${actions[index % actions.length]}\n` };
    return configMap(`named-${index}-${contentHash(data)}`, data);
  });
}

function configMap(name: string, data: Readonly<Record<string, string>>): Manifest {
  return { apiVersion: "v1", kind: "ConfigMap", metadata: { name }, data };
}

test("the real helm renders every environment's objects, whatever is in them", { timeout: 120_000 }, async () => {
  const fleet = Array.from({ length: 25 }, (_, index) =>
    fc.sample(cases(`-${index}`), { seed: seed + index, numRuns: 2 }),
  );
  const carried = (objects: readonly Manifest[]) =>
    objects.map(hostile).filter((object) => unrepresentable([object]).length === 0);
  const base = [...fleet.flatMap(([one]) => carried(one?.base ?? [])), ...namedByContent(0)];
  const prod = [...fleet.flatMap(([one]) => carried(one?.environment ?? [])), ...namedByContent(1)];
  const demo = [...fleet.flatMap(([, one]) => carried(one?.environment ?? [])), ...namedByContent(7)];
  const chart = chartFiles("any", base, [
    { name: "eu/prod", manifests: prod },
    { name: "demo", manifests: demo },
  ]);
  const files = ["values.yaml", "values-eu-prod.yaml", "values-demo.yaml"];
  expect(chart.get("templates/_helpers.tpl")).toContain("named-0-");
  expect(await rendered(chart, files)).toEqual([base, prod, demo].map(expected));
});
