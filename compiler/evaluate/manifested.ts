import { isList, isObject, type Json, type JsonObject } from "../kubernetes/json.ts";
import { shared } from "../kubernetes/shared.ts";

/** What the language makes of a file, or of one environment in it: see compiler/language/manifest.ts. */
export interface Manifested {
  /** Of a file that holds several environments; it has no instances itself. */
  readonly keys: readonly string[];
  readonly instances: readonly Instance[];
  readonly problems: readonly Problem[];
  /** Names of options that others read, where it was watched: see compiler/language/manifest.ts. */
  readonly read?: readonly string[];
}

/** A layer's final options, and the application that they configure. */
export interface Instance {
  readonly application: string;
  /** All of them, the application's defaults included. */
  readonly options: JsonObject;
}

/** What is wrong with the final options. */
export interface Problem {
  readonly kind: string;
  readonly message: string;
  readonly path: readonly (string | number)[];
  /** Empty where the problem has none. */
  readonly stack: string;
}

/**
 * Reads what comes out of the sandbox; undefined where it is not what the language writes, as an environment may have
 * changed what is built in. What equals the options of `like` at its place is that very part.
 */
export function parseManifested(text: string, like?: Manifested): Manifested | undefined {
  const parsed = parse(text);
  if (!isObject(parsed) || hasPrototypeKey(text, parsed)) return undefined;
  const { keys, instances, problems, read } = parsed;
  if (!isNames(keys) || !(read === undefined || isNames(read))) return undefined;
  if (!isList(instances) || !instances.every(isInstance) || !isList(problems)) return undefined;
  const own = instances.map(({ application, options }, index) => ({
    application,
    options: shared(options, like?.instances[index]?.options),
  }));
  return { keys, instances: own, problems: problems.map(problemOf), ...(read === undefined ? {} : { read }) };
}

function isNames(json: Json | undefined): json is readonly string[] {
  return isList(json) && json.every((name) => typeof name === "string");
}

function isInstance(json: Json): json is { readonly application: string; readonly options: JsonObject } {
  return isObject(json) && typeof json["application"] === "string" && isObject(json["options"]);
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function hasPrototypeKey(text: string, value: Json): boolean {
  if (!text.includes("__proto__")) return false;
  if (isList(value)) return value.some((item) => hasPrototypeKey(text, item));
  if (!isObject(value)) return false;
  return Object.hasOwn(value, "__proto__") || Object.values(value).some((field) => hasPrototypeKey(text, field));
}

function problemOf(problem: Json): Problem {
  const { kind, message, path, stack } = isObject(problem) ? problem : {};
  const keys = isList(path) ? path.filter((key) => typeof key === "string" || typeof key === "number") : [];
  return { kind: String(kind), message: String(message).slice(0, 10_000), path: keys, stack: String(stack ?? "") };
}
