import { isList, isObject, type Json, type JsonObject } from "../kubernetes/json.ts";

/** What the language makes of an environment: see compiler/language/manifest.ts. */
export interface Manifested {
  readonly application: string;
  readonly options: JsonObject;
  readonly problems: readonly Problem[];
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
 * changed what is built in.
 */
export function parseManifested(text: string): Manifested | undefined {
  const parsed = parse(text);
  if (!isObject(parsed) || hasPrototypeKey(text, parsed)) return undefined;
  const { application, options, problems } = parsed;
  if (typeof application !== "string" || !isObject(options) || !isList(problems)) return undefined;
  return { application, options, problems: problems.map(problemOf) };
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
