import { closest } from "fastest-levenshtein";
import type { OptionPath } from "../application.ts";
import type { Api, FieldType, Model } from "../kubernetes/api/api.ts";
import { isList, isObject, type Json, type JsonObject } from "../kubernetes/json.ts";
import { oncePer } from "../kubernetes/remembering.ts";
import { isSecretName, isSecretVariable } from "../kubernetes/secret-names.ts";
import { partOf } from "../kubernetes/shared.ts";
import type { FieldProblem } from "./field-problem.ts";
import { formatProblems } from "./object-formats.ts";
import { hidden, pathText, valueText } from "./text.ts";

/**
 * All that a model of the API finds wrong with a value: fields that it does not know, that are missing, of other types,
 * or of forms that the API server refuses. What is the very part of `sound`, a value that it finds nothing wrong with, is not looked at again.
 */
export function fieldProblems(value: Json, model: string, api: Api, sound?: Json): readonly FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (value !== sound) findInType(value, model, [], { api, problems, soundItems: soundItemsOf(api) }, sound);
  return problems;
}

/** Whose models are asked, and what they found wrong so far: most values bring nothing, and a list for each would cost the most. */
interface Search {
  readonly api: Api;
  readonly problems: FieldProblem[];
  /** Items of lists that nothing was wrong with, and of which type they were. */
  readonly soundItems: WeakMap<JsonObject, FieldType>;
}

function findInType(value: Json, type: FieldType, path: OptionPath, search: Search, sound: Json | undefined): void {
  const { api, problems } = search;
  const model = api.model(type);
  if (model !== undefined) {
    if (isObject(value)) findInModel(value, type, model, path, search, sound);
    else problems.push(mismatch(value, "a map", path));
  } else if (type.startsWith("[]")) {
    if (isList(value)) findInItems(value, type.slice(2), path, search, sound);
    else problems.push(mismatch(value, "a list", path));
  } else if (type.startsWith("{}")) {
    if (isObject(value)) findInValues(value, type.slice(2), path, search, sound);
    else problems.push(mismatch(value, "a map", path));
  } else {
    const problem = type.startsWith("=") ? noneOf(value, type, path) : noScalar(value, type, path);
    if (problem !== undefined) problems.push(problem);
  }
}

function findInItems(list: readonly Json[], type: FieldType, path: OptionPath, search: Search, sound?: Json): void {
  for (const [index, item] of list.entries()) {
    const part = partOf(sound, index);
    if (item === part || (isObject(item) && search.soundItems.get(item) === type)) continue;
    const before = search.problems.length;
    findInType(item, type, [...path, index], search, part);
    if (search.problems.length === before && isObject(item)) search.soundItems.set(item, type);
  }
}

/** Ensembles of one size have the very same containers. */
const soundItemsOf = oncePer((_: Api) => new WeakMap<JsonObject, FieldType>());

function findInValues(map: JsonObject, type: FieldType, path: OptionPath, search: Search, sound?: Json): void {
  for (const name in map) {
    const item = map[name] ?? null;
    const part = partOf(sound, name);
    if (item !== part) findInType(item, type, [...path, name], search, part);
  }
}

function findInModel(
  value: JsonObject,
  type: string,
  model: Model,
  path: OptionPath,
  search: Search,
  sound: Json | undefined,
): void {
  const { problems } = search;
  const { types, required } = fieldsOf(model);
  for (const name of required) if (!Object.hasOwn(value, name)) problems.push(missingField([...path, name]));
  for (const name in value) {
    const field = value[name] ?? null;
    const part = partOf(sound, name);
    if (field === part) continue;
    const at = [...path, name];
    const expected = types.get(name);
    if (expected === undefined) problems.push(unknownField(at, [...types.keys()]));
    else if (isHidden(field, name, expected, value)) problems.push(hiddenMismatch("text", at));
    else {
      const before = problems.length;
      findInType(field, expected, at, search, part);
      if (problems.length === before) problems.push(...formatProblems(field, `${type}.${name}`, at));
    }
  }
}

/** True for a value of no text that stands in a secret's place. */
function isHidden(field: Json, name: string, expected: FieldType, variable: JsonObject): boolean {
  return name === "value" && expected === "string" && typeof field !== "string" && isSecretVariable(variable);
}

/** The types of a model's fields by their names, and the names of those that have to be there. */
const fieldsOf = oncePer((model: Model) => ({
  types: new Map(Object.entries(model).map(([name, type]) => [name.replace(/!$/, ""), type])),
  required: Object.keys(model).flatMap((name) => (name.endsWith("!") ? [name.slice(0, -1)] : [])),
}));

function missingField(path: OptionPath): FieldProblem {
  return { code: "object/missing", path, message: `${pathText(path)} is missing` };
}

function unknownField(path: OptionPath, known: readonly string[]): FieldProblem {
  const name = String(path.at(-1));
  // longer names than any field's are no slip, and cost time to compare
  const near = name.length > 60 || known.length === 0 ? undefined : closest(name, known);
  const hint = near === undefined ? {} : { hint: `did you mean ${near}?` };
  return { code: "object/unknown", path, isKey: true, message: `there is no field ${pathText(path)}`, ...hint };
}

function noneOf(value: Json, type: FieldType, path: OptionPath): FieldProblem | undefined {
  const texts = type.slice(1).split("|");
  if (typeof value === "string" && texts.includes(value)) return undefined;
  const words = texts.map((text) => JSON.stringify(text)).join(" or ");
  return mismatch(value, words, path, typeof value === "string" ? "object/value" : "object/type");
}

function noScalar(value: Json, type: FieldType, path: OptionPath): FieldProblem | undefined {
  const scalar = scalars.get(type);
  if (scalar === undefined || scalar.holds(value)) return undefined;
  const isSecret = type === "string" && isSecretName(String(path.at(-1)));
  return isSecret ? hiddenMismatch(scalar.words, path) : mismatch(value, scalar.words, path);
}

function mismatch(
  value: Json,
  expected: string,
  path: OptionPath,
  code: FieldProblem["code"] = "object/type",
): FieldProblem {
  const text = valueText(value);
  const problem = { code, path, message: `${pathText(path)} is ${text}, expected ${expected}` };
  return text === hidden ? { ...problem, isSecret: true } : problem;
}

function hiddenMismatch(expected: string, path: OptionPath): FieldProblem {
  const message = `${pathText(path)} is ${hidden}, expected ${expected}`;
  return { code: "object/type", path, message, isSecret: true };
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
