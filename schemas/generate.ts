import { rmSync, writeFileSync } from "node:fs";
import type { FieldType, Model } from "../compiler/kubernetes/api/api.ts";
import { type Models, readClient, type Sentences } from "./client-models.ts";
import { clients, customResources, enumerations, type Package } from "./packages.ts";
import { printTypes } from "./print-types.ts";
import { readTypedModels, type TypedModels } from "./typed-models.ts";
import { unpack } from "./unpack.ts";

// Writes compiler/kubernetes/api/ anew from the packages of npm that packages.ts pins: `npm run schemas`.

const output = "compiler/kubernetes/api";
const enumerated = await reading(enumerations, readTypedModels);
const words = new Set(["any", "boolean", "bytes", "int32", "int64", "int-or-string", "number", "string", "time"]);
const operators = withReached(await readOperators());
let newest: { api: Models; sentences: Sentences } | undefined;
for (const [version, client] of Object.entries(clients)) {
  newest = await reading(client, readClient);
  newest.api = withReached({ ...newest.api, models: withEnumerations(newest.api.models) });
  writeFileSync(`${output}/kubernetes-${version}.jsonl`, printApi(newest.api));
}
writeFileSync(`${output}/custom-resources.jsonl`, printApi(operators));
if (newest !== undefined) writeFileSync(`${output}/types.ts`, printTypes(newest.api, operators, newest.sentences));

async function reading<Result>(one: Package, read: (folder: string) => Result | Promise<Result>): Promise<Result> {
  const folder = unpack(one);
  try {
    return await read(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function readOperators(): Promise<Models> {
  const all = await Promise.all(
    customResources.map(async (one) => {
      const models = await reading(one, readTypedModels);
      return { models: [...models], kinds: one.kinds.map((kind) => [kind, modelOf(kind, models)] as const) };
    }),
  );
  const models = Object.fromEntries(all.flatMap((one) => one.models));
  return { kinds: Object.fromEntries(all.flatMap((one) => one.kinds)), models };
}

function modelOf(kind: string, models: TypedModels): string {
  const [apiVersion, name] = kind.split(" ");
  const found = [...models].find(
    ([, model]) => model["apiVersion!"] === `=${apiVersion}` && model["kind!"] === `=${name}`,
  );
  if (found === undefined) throw new Error(`there is no model of ${kind}`);
  return found[0];
}

/** The enumerated texts of 1.36 in the models of a version; a name that two groups share says nothing. */
function withEnumerations(models: Models["models"]): Models["models"] {
  const named = [...enumerated].map(
    ([full, model]) => [/^IoK8sApi[A-Z][a-z]+(V\d\w*)$/.exec(full)?.[1] ?? full, model] as const,
  );
  const unique = new Map(named.filter(([name]) => named.filter(([other]) => other === name).length === 1));
  return Object.fromEntries(
    Object.entries(models).map(([name, model]) => {
      const other = unique.get(name) ?? {};
      return [name, mapFields(model, (field, type) => (isText(type) && isTexts(other[field]) ? other[field] : type))];
    }),
  );
}

function isText(type: FieldType): boolean {
  return /^(?:\[\]|\{\})*string$/.test(type);
}

function isTexts(type: FieldType | undefined): boolean {
  return type !== undefined && /^(?:\[\]|\{\})*=/.test(type);
}

function mapFields(model: Model, change: (field: string, type: FieldType) => FieldType | undefined): Model {
  return Object.fromEntries(Object.entries(model).map(([field, type]) => [field, change(field, type) ?? type]));
}

/** Only the models that the kinds reach, sorted; names that stand for a type are replaced by it. */
function withReached({ kinds, models }: Models): Models {
  const resolve = (type: FieldType): FieldType => {
    const [, container = "", name = ""] = /^((?:\[\]|\{\})*)(.*)$/.exec(type) ?? [];
    const alias = models[name]?.[""];
    if (alias !== undefined) return resolve(container + alias);
    // operators' models name those of Kubernetes; what else there is no model of may be anything
    const isKnown = models[name] !== undefined || words.has(name) || /^(?:=|V\d)/.test(name);
    return isKnown ? type : `${container}any`;
  };
  const reached = new Map<string, Model>();
  const reach = (name: string) => {
    const model = models[name];
    if (model === undefined || reached.has(name)) return;
    const resolved = mapFields(model, (_, type) => resolve(type));
    reached.set(name, resolved);
    for (const type of Object.values(resolved)) reach(type.replace(/^(?:\[\]|\{\})*/, ""));
  };
  for (const name of Object.values(kinds)) reach(name);
  return { kinds, models: Object.fromEntries([...reached].sort(([a], [b]) => (a < b ? -1 : 1))) };
}

/** JSON lines: the kinds, then each model after its name. */
function printApi({ kinds, models }: Models): string {
  return [kinds, ...Object.entries(models)].map((line) => `${JSON.stringify(line)}\n`).join("");
}
