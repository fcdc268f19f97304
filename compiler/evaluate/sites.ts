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

/** Reads what the language's trace gives: by the JSON text of a path, the sites of its value, the topmost layer first. */
export function parseSites(text: string): ReadonlyMap<string, readonly Site[]> {
  const written: Json = JSON.parse(text);
  const sites = new Map<string, readonly Site[]>();
  // An environment may have changed what the language is built on: what is not as it should be is left out.
  for (const one of isList(written) ? written : []) {
    if (isObject(one) && isList(one["sites"])) {
      sites.set(
        JSON.stringify(one["path"]),
        one["sites"].flatMap((site) => siteOf(site) ?? []),
      );
    }
  }
  return sites;
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
