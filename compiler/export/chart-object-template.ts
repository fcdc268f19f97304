import { type Names, type Node, nodeOf, type Part, switched, type Templated, wholeValue } from "./chart-node.ts";
import type { ChartObject } from "./chart-objects.ts";

/**
 * The template of one object. With `namespace`, the object's namespace is the value of that path. The data of an object
 * that is named by its content is one value, of which the chart makes the name.
 */
export function objectTemplate(
  { path, variants, stem }: ChartObject,
  names: Names,
  namespace: readonly string[] | undefined,
): Templated<Part> {
  const isThere = variants.map((one) => one !== undefined);
  const hasData = stem !== undefined;
  const hasNamespace = namespace !== undefined && variants.some((one) => one?.metadata["namespace"] !== undefined);
  const rest = variants.map((one) => {
    if (one === undefined) return undefined;
    const { data = null, ...others } = one;
    const { namespace: own, ...metadata } = one.metadata;
    const kept = own === undefined || hasNamespace ? metadata : one.metadata;
    return { ...others, metadata: kept, ...(hasData || !Object.hasOwn(one, "data") ? {} : { data }) };
  });
  const whole = nodeOf(rest, path, names);
  const data = wholeValue(
    variants.map((one) => one?.["data"]),
    [...path, "data"],
  );
  const entries = whole.content.type === "map" ? whole.content.entries : [];
  const node: Node = {
    type: "map",
    entries: [
      ...entries.map((entry) =>
        hasNamespace && entry.field === "metadata" ? { ...entry, node: withNamespace(entry.node, namespace) } : entry,
      ),
      ...(hasData ? [{ field: "data", node: { type: "texts", path: [...path, "data"] } as const }] : []),
    ],
  };
  const values = [...whole.values, ...(hasData ? data.values : [])];
  if (!isThere.includes(false)) return { content: { node }, values };
  const { part, value } = switched(node, path, isThere);
  return { content: part, values: [value, ...values] };
}

function withNamespace(metadata: Node, path: readonly string[]): Node {
  if (metadata.type !== "map") return metadata;
  const { entries } = metadata;
  const after = entries.findIndex(({ field }) => field === "name") + 1;
  const entry = { field: "namespace", node: { type: "value", path, asText: false } as const };
  return { type: "map", entries: entries.toSpliced(after, 0, entry) };
}
