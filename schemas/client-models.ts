import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Api, FieldType, Model } from "../compiler/kubernetes/api/api.ts";

/** An API whole: its kinds, and the models by name. */
export interface Models extends Pick<Api, "kinds"> {
  readonly models: Readonly<Record<string, Model>>;
}

/** Sentences about models (`V1PodSpec`) and their fields (`V1PodSpec.hostname`). */
export type Sentences = ReadonlyMap<string, string>;

const attributes = z.array(
  z.object({ name: z.string(), baseName: z.string(), type: z.string(), format: z.string() }).readonly(),
);

/** Reads an unpacked @kubernetes/client-node: the kinds that can be created and listed, and the models behind them. */
export async function readClient(folder: string): Promise<{ readonly api: Models; readonly sentences: Sentences }> {
  const classes: Record<string, { attributeTypeMap?: unknown }> = await import(join(folder, "dist/gen/models/all.js"));
  const models: Record<string, Model> = {};
  const sentences = new Map<string, string>();
  for (const [name, { attributeTypeMap }] of Object.entries(classes)) {
    if (attributeTypeMap === undefined) continue;
    const declared = declaredFields(readFileSync(join(folder, `dist/gen/models/${name}.d.ts`), "utf8"));
    const fields = attributes.parse(attributeTypeMap).map((attribute): [string, FieldType] => {
      const { required, sentence } = declared.get(attribute.name) ?? { required: false, sentence: "" };
      sentences.set(`${name}.${attribute.baseName}`, sentence);
      return [`${attribute.baseName}${required ? "!" : ""}`, fieldType(attribute.type, attribute.format)];
    });
    models[name] = Object.fromEntries(fields);
  }
  return { api: { kinds: kindsOf(folder, models), models }, sentences };
}

function declaredFields(text: string) {
  const field = /(?:\/\*\*\s+\* (.*)\s+\*\/\s+)?'(\w+)'(\?)?: /g;
  return new Map(
    [...text.matchAll(field)].map(([, sentence = "", name = "", optional]) => [
      name,
      { required: optional === undefined, sentence },
    ]),
  );
}

function fieldType(type: string, format: string): FieldType {
  const item = /^Array<(.*)>$/.exec(type)?.[1];
  if (item !== undefined) return `[]${fieldType(item, format)}`;
  const value = /^\{ \[key: string\]: (.*); \}$/.exec(type)?.[1];
  if (value !== undefined) return `{}${fieldType(value, format)}`;
  if (format === "byte") return "bytes";
  if (type === "number") return format === "" || format === "double" ? "number" : format;
  return { Date: "time", V1MicroTime: "time", IntOrString: "int-or-string" }[type] ?? type;
}

/** What can be created at a path such as `/apis/apps/v1/namespaces/{namespace}/statefulsets`, and listed. */
function kindsOf(folder: string, models: Readonly<Record<string, Model>>): Record<string, string> {
  const apis = join(folder, "dist/gen/apis");
  const files = readdirSync(apis).filter((file) => file.endsWith("Api.js"));
  const texts = files.map((file) => readFileSync(join(apis, file), "utf8"));
  const requests = texts.flatMap((text) => text.split("const localVarPath = ").slice(1));
  const kinds = requests.flatMap((request) => {
    const path = /^'\/(?:api|apis\/([\w.]+))\/(\w+)\/(?:namespaces\/\{namespace\}\/)?\w+'/.exec(request);
    const model = /HttpMethod\.POST\)[\s\S]*?serialize\(body, "(\w+)"/.exec(request)?.[1];
    // the list of ResourceV1ResourceClaim is V1ResourceClaimList
    const lists = [`${model}List`, `${model?.replace(/^[A-Z][a-z]+(?=V\d)/, "")}List`];
    if (path === null || model === undefined || !lists.some((list) => Object.hasOwn(models, list))) return [];
    const [, group, version] = path;
    const kind = model.replace(/^.*V\d+(?:(?:alpha|beta)\d+)?/, "");
    return [[`${group === undefined ? "" : `${group}/`}${version} ${kind}`, model] as const];
  });
  return Object.fromEntries(kinds.sort(([a], [b]) => (a < b ? -1 : 1)));
}
