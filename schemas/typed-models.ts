import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type ClassElement, parseSync, type TSSignature, type TSType } from "oxc-parser";
import type { FieldType } from "../compiler/kubernetes/api/api.ts";

/** Models by name, such as `IoK8sApiAppsV1StatefulSet` or `MonitoringV1ServiceMonitor`; one that only names a type has the field "". */
export type TypedModels = Map<string, Record<string, FieldType>>;

/** Reads the type declarations of an unpacked package of kubernetes-models. */
export function readTypedModels(folder: string): TypedModels {
  const models: TypedModels = new Map();
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  for (const file of files.filter((one) => one.endsWith(".d.ts") && !one.startsWith("_schemas"))) {
    readFile(file, readFileSync(join(folder, file), "utf8"), models);
  }
  return models;
}

/**
 * A file declares a class or the alias of a type and exports it by its full name, `Name as IoK8sApiAppsV1Name`. The
 * interface beside a class lacks the fields that it inherits.
 */
function readFile(file: string, text: string, models: TypedModels): void {
  const names = new Map(
    [...text.matchAll(/\b(\w+) as I?((?:IoK8s|Com)\w+)\b/g)].map(([, name = "", full = ""]) => [name, short(full)]),
  );
  for (const statement of parseSync(file, text).program.body) {
    const declared = statement.type === "ExportNamedDeclaration" ? statement.declaration : null;
    if (declared?.type !== "ClassDeclaration" && declared?.type !== "TSTypeAliasDeclaration") continue;
    const name = names.get(declared.id?.name ?? "");
    if (name === undefined) continue;
    if (declared.type === "TSTypeAliasDeclaration") {
      if (!models.has(name)) models.set(name, { "": readType(name, declared.typeAnnotation, models) });
    } else {
      models.set(name, readFields(name, declared.body.body, models));
    }
  }
}

function readFields(
  name: string,
  members: readonly (TSSignature | ClassElement)[],
  models: TypedModels,
): Record<string, FieldType> {
  return Object.fromEntries(
    members.flatMap((member): [string, FieldType][] => {
      const isField = member.type === "TSPropertySignature" || member.type === "PropertyDefinition";
      if (!isField || member.static || member.key.type !== "Literal") return [];
      const field = String(member.key.value);
      const type = readType(`${name}.${field}`, member.typeAnnotation?.typeAnnotation, models);
      return [[`${field}${member.optional ? "" : "!"}`, type]];
    }),
  );
}

/** The type as a field has it; what is declared in place becomes a model called `name`. */
function readType(name: string, type: TSType | undefined, models: TypedModels): FieldType {
  switch (type?.type) {
    case "TSStringKeyword":
      return "string";
    case "TSBooleanKeyword":
      return "boolean";
    case "TSNumberKeyword":
      return "number";
    case "TSTypeReference":
      return readReference(name, type, models);
    case "TSTypeLiteral": {
      const [index] = type.members;
      if (index?.type === "TSIndexSignature") return `{}${readType(name, index.typeAnnotation.typeAnnotation, models)}`;
      models.set(name, readFields(name, type.members, models));
      return name;
    }
    case "TSLiteralType":
    case "TSUnionType": {
      const texts = (type.type === "TSUnionType" ? type.types : [type]).map(literalText);
      return texts.includes(undefined) ? "any" : `=${texts.join("|")}`;
    }
    default:
      return "any";
  }
}

function readReference(
  name: string,
  { typeName, typeArguments }: Extract<TSType, { type: "TSTypeReference" }>,
  models: TypedModels,
): FieldType {
  const reference = typeName.type === "Identifier" ? typeName.name : "";
  if (reference === "Array") return `[]${readType(name, typeArguments?.params[0], models)}`;
  if (/(?:ApiResourceQuantity|IntstrIntOrString)$/.test(reference)) return "int-or-string";
  if (/ApisMetaV1(?:Micro)?Time$/.test(reference)) return "time";
  // what Kubernetes itself has is called as in its client
  const builtIn = /^IIoK8s(?:Api[A-Z][a-z]+|ApimachineryPkgApisMeta)(V\d\w*)$/.exec(reference)?.[1];
  return builtIn ?? (reference.startsWith("I") ? short(reference.slice(1)) : "any");
}

/** `MonitoringV1Endpoint` of `ComGithubPrometheusOperatorPrometheusOperatorPkgApisMonitoringV1Endpoint`. */
function short(name: string): string {
  return name.replace(/^ComGithub\w*?Apis(?=[A-Z])/, "");
}

function literalText(type: TSType): string | undefined {
  const value = type.type === "TSLiteralType" && type.literal.type === "Literal" ? type.literal.value : undefined;
  return typeof value === "string" ? value : undefined;
}
