import { remembering } from "../remembering.ts";
import { type Api, parseApi } from "./api.ts";

/** Kubernetes version → its API; those that the Kubernetes project's client for JavaScript was released for. */
const carried = new Map<string, () => Promise<{ readonly default: string }>>([
  ["1.32", () => import("./kubernetes-1.32.jsonl", { with: { type: "text" } })],
  ["1.33", () => import("./kubernetes-1.33.jsonl", { with: { type: "text" } })],
  ["1.34", () => import("./kubernetes-1.34.jsonl", { with: { type: "text" } })],
  ["1.36", () => import("./kubernetes-1.36.jsonl", { with: { type: "text" } })],
]);

/** The versions whose schemas there are, the oldest first. */
export const carriedVersions: readonly string[] = [...carried.keys()];

/** The API of the newest version there is up to this one, else of the oldest, with the custom resources there are. */
export function loadApi(version: string): Promise<Api> {
  const name = carriedFor(version);
  const api = loaded.get(name) ?? readApi(name);
  loaded.set(name, api);
  return api;
}

/** A fleet's environments share them. */
const loaded = new Map<string, Promise<Api>>();

async function readApi(version: string): Promise<Api> {
  const [kubernetes, operators] = await Promise.all([
    carried.get(version)?.(),
    import("./custom-resources.jsonl", { with: { type: "text" } }),
  ]);
  return parseApi([operators.default, kubernetes?.default ?? ""]);
}

/** The version whose schemas stand for this one's. */
export const carriedFor = remembering((version: string): string => {
  const older = carriedVersions.filter((one) => minor(one) <= minor(version));
  return older.at(-1) ?? carriedVersions[0] ?? "";
});

function minor(version: string): number {
  return Number(version.split(".")[1]);
}
