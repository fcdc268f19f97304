import { readFileSync } from "node:fs";
import { zookeeperApplication } from "../../apps/zookeeper/application.ts";
import { zookeeper } from "../../apps/zookeeper/defaults.ts";
import type { Imported } from "../../apps/zookeeper/import/values.ts";
import type { OptionPath } from "../../compiler/application.ts";
import { isEqual } from "../../compiler/kubernetes/compare.ts";
import { isObject, type Json, type JsonObject } from "../../compiler/kubernetes/json.ts";
import { parseYaml } from "../../compiler/kubernetes/parse-yaml.ts";
import { manifest } from "../../compiler/language/manifest.ts";
import { validate } from "../../compiler/validate/validate.ts";

/** A values file of the fixtures. */
export function fixture(name: string): JsonObject {
  const parsed = parseYaml(readFileSync(`${import.meta.dirname}/fixtures/${name}.yaml`, "utf8"));
  const [document] = "documents" in parsed ? parsed.documents : [];
  if (document === undefined || !isObject(document)) throw new Error(`${name} is no values file`);
  return document;
}

/** Codes or paths of what is wrong with the defaults and these options over them. */
export function wrong(options: JsonObject): readonly string[] {
  const layer = zookeeper.extend(options);
  const { issues } = validate(zookeeperApplication, JSON.parse(manifest({ default: layer })).instances[0].options);
  return issues.filter(({ severity }) => severity === undefined).map(({ code, path }) => `${code} ${path.join(".")}`);
}

/** Paths of the findings. */
export function foundAt({ findings }: Imported): readonly string[] {
  return findings.map(({ path }) => path.join(".")).filter((path) => path !== "");
}

/** The paths of values that are neither found, in themselves or as a part, nor change the outcome when they are another. */
export function dropped(read: (file: JsonObject) => Imported, file: JsonObject): readonly string[] {
  const outcome = read(file);
  const expected = plain(outcome);
  return leaves(file, [])
    .filter(({ path }) => !outcome.findings.some((finding) => isWithin(path, finding.path)))
    .filter(({ path }) => isEqual(plain(read(changed(file, path))), expected))
    .map(({ path }) => path.join("."));
}

function plain({ options, findings }: Imported): JsonObject {
  return { options, findings: findings.map(({ path, message }) => [[...path], message]) };
}

function isWithin(path: OptionPath, part: OptionPath): boolean {
  return part.length > 0 && part.every((key, depth) => key === path[depth]);
}

function leaves(value: Json, path: OptionPath): readonly { readonly path: OptionPath }[] {
  if (typeof value !== "object" || value === null || Object.keys(value).length === 0) return [{ path }];
  const items: readonly (readonly [string | number, Json])[] = isObject(value)
    ? Object.entries(value)
    : value.map((item: Json, index: number) => [index, item] as const);
  return items.flatMap(([key, item]) => leaves(item, [...path, key]));
}

function changed(file: JsonObject, path: OptionPath): JsonObject {
  const copy = structuredClone(file);
  let at: unknown = copy;
  for (const key of path.slice(0, -1)) at = Reflect.get(Object(at), key);
  const last = path.at(-1) ?? "";
  const value = other(Reflect.get(Object(at), last));
  Object.defineProperty(at, last, { value, enumerable: true, configurable: true, writable: true });
  return copy;
}

function other(value: unknown): Json {
  if (typeof value === "number") return value + 7;
  if (typeof value === "boolean") return !value;
  return typeof value === "string" ? `${value}x` : "x";
}
