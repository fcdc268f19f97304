import { isList, isObject, type Json } from "../kubernetes/json.ts";

/**
 * A place in a literal of the source: the literal's module and offset, and the key in it. A key that the literal got by
 * spreading an object is in `spreads`, by the spread's number.
 */
export interface Site {
  readonly module: string;
  readonly offset: number;
  readonly key?: string | number;
  readonly spreads: readonly (Site | undefined)[];
}

/**
 * What is known of a value: where it was written, the topmost layer first, undefined where that is unknown; and the paths
 * that its function read.
 */
export interface Origin {
  readonly sites: readonly (Site | undefined)[];
  readonly from: readonly (readonly (string | number)[])[];
}

/** Reads what the language's trace gives, by the JSON text of a path. */
export function parseOrigins(text: string): ReadonlyMap<string, Origin> {
  const written: Json = JSON.parse(text);
  const origins = new Map<string, Origin>();
  // An environment may have changed what the language is built on: what is not as it should be is left out.
  for (const one of isList(written) ? written : []) {
    if (isObject(one) && isList(one["sites"])) {
      const from = isList(one["from"]) ? one["from"].filter(isPath) : [];
      origins.set(JSON.stringify(one["path"]), { sites: one["sites"].map(siteOf), from });
    }
  }
  return origins;
}

function isPath(json: Json): json is readonly (string | number)[] {
  return isList(json) && json.every((step) => typeof step === "string" || typeof step === "number");
}

function siteOf(json: Json): Site | undefined {
  if (!isObject(json)) return undefined;
  const { module, offset, key, spreads } = json;
  if (typeof module !== "string" || typeof offset !== "number") return undefined;
  return {
    module,
    offset,
    ...(typeof key === "string" || typeof key === "number" ? { key } : {}),
    spreads: isList(spreads) ? spreads.map(siteOf) : [],
  };
}
