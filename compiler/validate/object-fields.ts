import { closest } from "fastest-levenshtein";
import type { OptionPath } from "../application.ts";
import type { Api, FieldType, Model } from "../kubernetes/api/api.ts";
import { isList, isObject, type Json, type JsonObject } from "../kubernetes/json.ts";
import { isSecretName, isSecretVariable } from "../kubernetes/secret-names.ts";
import { partOf } from "../kubernetes/shared.ts";
import type { FieldProblem } from "./field-problem.ts";
import { formatProblems } from "./object-formats.ts";
import { pathText, valueText } from "./text.ts";

/**
 * All that a model of the API finds wrong with a value: fields that it does not know, that are missing, of other types,
 * or of forms that the API server refuses. What is the very part of `sound`, a value that it finds nothing wrong with, is not looked at again.
 */
export function fieldProblems(value: Json, model: string, api: Api, sound?: Json): readonly FieldProblem[] {
  return ofType(value, model, [], api, sound);
}

function ofType(
  value: Json,
  type: FieldType,
  path: OptionPath,
  api: Api,
  sound: Json | undefined,
): readonly FieldProblem[] {
  if (value === sound) return [];
  if (type.startsWith("[]")) {
    if (!isList(value)) return mismatch(value, "a list", path);
    return value.flatMap((item, index) => ofType(item, type.slice(2), [...path, index], api, partOf(sound, index)));
  }
  if (type.startsWith("{}")) {
    if (!isObject(value)) return mismatch(value, "a map", path);
    return Object.entries(value).flatMap(([name, item]) =>
      ofType(item, type.slice(2), [...path, name], api, partOf(sound, name)),
    );
  }
  if (type.startsWith("=")) return ofTexts(value, type.slice(1).split("|"), path);
  const model = api.model(type);
  if (model !== undefined)
    return isObject(value) ? ofModel(value, type, model, path, api, sound) : mismatch(value, "a map", path);
  const scalar = scalars.get(type);
  if (scalar === undefined || scalar.holds(value)) return [];
  const isSecret = type === "string" && isSecretName(String(path.at(-1)));
  return isSecret ? hiddenMismatch(scalar.words, path) : mismatch(value, scalar.words, path);
}

function ofModel(
  value: JsonObject,
  type: string,
  model: Model,
  path: OptionPath,
  api: Api,
  sound: Json | undefined,
): readonly FieldProblem[] {
  const missing = requiredOf(model).filter((name) => !Object.hasOwn(value, name));
  return [
    ...missing.map((name): FieldProblem => {
      const at = [...path, name];
      return { code: "object/missing", path: at, message: `${pathText(at)} is missing` };
    }),
    ...Object.entries(value).flatMap(([name, field]) => {
      const part = partOf(sound, name);
      if (field === part) return [];
      const known = [name, `${name}!`].find((one) => Object.hasOwn(model, one));
      const at = [...path, name];
      if (known === undefined) return [unknownField(at, model)];
      const expected = model[known] ?? "any";
      if (name === "value" && expected === "string" && typeof field !== "string" && isSecretVariable(value))
        return hiddenMismatch("text", at);
      const problems = ofType(field, expected, at, api, part);
      return problems.length > 0 ? problems : formatProblems(field, `${type}.${name}`, at);
    }),
  ];
}

function requiredOf(model: Model): readonly string[] {
  const known = required.get(model);
  if (known !== undefined) return known;
  const names = Object.keys(model).flatMap((name) => (name.endsWith("!") ? [name.slice(0, -1)] : []));
  required.set(model, names);
  return names;
}

/** There are few models, and many fields in each. */
const required = new WeakMap<Model, readonly string[]>();

function unknownField(path: OptionPath, model: Model): FieldProblem {
  const name = String(path.at(-1));
  const known = Object.keys(model).map((one) => one.replace(/!$/, ""));
  // longer names than any field's are no slip, and cost time to compare
  const near = name.length > 60 || known.length === 0 ? undefined : closest(name, known);
  const hint = near === undefined ? {} : { hint: `did you mean ${near}?` };
  return { code: "object/unknown", path, isKey: true, message: `there is no field ${pathText(path)}`, ...hint };
}

function ofTexts(value: Json, texts: readonly string[], path: OptionPath): readonly FieldProblem[] {
  if (typeof value === "string" && texts.includes(value)) return [];
  const words = texts.map((text) => JSON.stringify(text)).join(" or ");
  return mismatch(value, words, path, typeof value === "string" ? "object/value" : "object/type");
}

function mismatch(
  value: Json,
  expected: string,
  path: OptionPath,
  code: FieldProblem["code"] = "object/type",
): readonly FieldProblem[] {
  return [{ code, path, message: `${pathText(path)} is ${valueText(value)}, expected ${expected}` }];
}

function hiddenMismatch(expected: string, path: OptionPath): readonly FieldProblem[] {
  return mismatch("(hidden)", expected, path).map((one) => ({ ...one, isSecret: true }));
}

interface Scalar {
  readonly words: string;
  readonly holds: (value: Json) => boolean;
}

const isText = (value: Json) => typeof value === "string";
const isWhole = (least: number, most: number) => (value: Json) =>
  typeof value === "number" && Number.isInteger(value) && value >= least && value <= most;

/** Types that are no models; of `any` there is nothing to say. */
const scalars: ReadonlyMap<string, Scalar> = new Map([
  ["string", { words: "text", holds: isText }],
  ["time", { words: "a time such as 2030-01-01T00:00:00Z, as text", holds: isText }],
  ["bytes", { words: "text in base64", holds: isText }],
  ["boolean", { words: "true or false", holds: (value) => typeof value === "boolean" }],
  ["number", { words: "a number", holds: (value) => typeof value === "number" }],
  ["int32", { words: "a whole number of 32 bits", holds: isWhole(-(2 ** 31), 2 ** 31 - 1) }],
  ["int64", { words: "a whole number", holds: isWhole(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER) }],
  ["int-or-string", { words: "a whole number or text", holds: (value) => isText(value) || Number.isInteger(value) }],
]);
