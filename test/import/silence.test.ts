import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readObjects } from "../../apps/zookeeper/import/objects.ts";
import { manifests } from "../../apps/zookeeper/resources/manifests.ts";
import type { ImportFinding } from "../../compiler/application.ts";
import type { FieldPath } from "../../compiler/change.ts";
import { current } from "../../compiler/import/current.ts";
import { type InputObject, readInput } from "../../compiler/import/documents.ts";
import { leftovers } from "../../compiler/import/leftovers.ts";
import { malformedFields } from "../../compiler/import-malformed.ts";
import { loadApi } from "../../compiler/kubernetes/api/load-api.ts";
import { isManifest } from "../../compiler/kubernetes/identity.ts";
import { isList, isObject, type Json } from "../../compiler/kubernetes/json.ts";
import type { Manifest } from "../../compiler/kubernetes/manifest.ts";
import { optionsWith } from "../zookeeper/options-of.ts";

const api = await loadApi("1.34");
const marker = "marked-by-the-test";

/** Every copy of a value with a further field in one of its maps, and the path of that. */
function marked(value: Json, path: FieldPath = []): readonly (readonly [Json, FieldPath])[] {
  if (isList(value)) {
    return value.flatMap((item, index) =>
      marked(item, [...path, { index }]).map(([copy, at]) => [value.with(index, copy), at] as const),
    );
  }
  if (!isObject(value)) return [];
  const own = [{ ...value, [marker]: marker }, [...path, marker]] as const;
  const inner = Object.entries(value).flatMap(([name, item]) =>
    marked(item, [...path, name]).map(([copy, at]) => [{ ...value, [name]: copy }, at] as const),
  );
  return [own, ...inner];
}

/** Every copy of a value with one of another type somewhere in it, and the path of that. */
function malformed(value: Json, path: FieldPath = []): readonly (readonly [Json, FieldPath])[] {
  const own = [typeof value === "object" ? marker : { [marker]: marker }, path] as const;
  if (isList(value)) {
    const items = value.flatMap((item, index) =>
      malformed(item, [...path, { index }]).map(([copy, at]) => [value.with(index, copy), at] as const),
    );
    return [own, ...items];
  }
  if (!isObject(value)) return [own];
  const fields = Object.entries(value).flatMap(([name, item]) =>
    malformed(item, [...path, name]).map(([copy, at]) => [{ ...value, [name]: copy }, at] as const),
  );
  return [own, ...fields];
}

/** True where an import keeps a marked field, or tells of it or of something around it. */
function isTold(objects: readonly Manifest[], changed: Manifest, path: FieldPath): boolean {
  const read = readObjects(objects);
  if ("message" in read) return true;
  const { name = "zk", namespace = "default" } = Object.fromEntries(
    read.options.filter(({ path: at }) => at.length === 1).map(({ path: [option], value }) => [option, String(value)]),
  );
  const generated = manifests(optionsWith({ name, namespace }));
  const rest = leftovers(read.left, generated, objects);
  const values = read.options.map(({ value }) => value);
  if (JSON.stringify([values, rest.parts, rest.extraObjects]).includes(marker)) return true;
  const names = (at: FieldPath) => at.filter((step) => typeof step === "string");
  const isAround = ({ from }: ImportFinding) => {
    const around = names(from.path);
    return from.object === changed && around.every((step, depth) => names(path)[depth] === step);
  };
  return [...read.findings, ...rest.findings].some(isAround) || malformedFields(changed, api).some(isAround);
}

test.each([
  { file: "official.yaml", changes: "further", changed: marked },
  { file: "bitnami-rendered.yaml", changes: "further", changed: marked },
  { file: "official.yaml", changes: "malformed", changed: malformed },
])("no $changes field of $file is dropped in silence, wherever it is", ({ file, changed }) => {
  const objects = readInput(file, readFileSync(`test/import/fixtures/${file}`, "utf8")).objects.map(
    ({ object }: InputObject) => current(object).object,
  );
  const silent = objects.flatMap((object, index) =>
    changed(object).flatMap(([copy, path]) => {
      if (!isManifest(copy)) return [];
      return isTold(objects.with(index, copy), copy, path) ? [] : [`${object.kind} ${JSON.stringify(path)}`];
    }),
  );
  expect(silent).toEqual([]);
});

test.each(["official.yaml", "bitnami-rendered.yaml", "classic-full.yaml"])("no field of %s is malformed", (file) => {
  const { objects } = readInput(file, readFileSync(`test/import/fixtures/${file}`, "utf8"));
  expect(objects.flatMap(({ object }) => malformedFields(current(object).object, api))).toEqual([]);
});
