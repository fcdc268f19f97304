import type { Api } from "./api.ts";

/** Kubernetes version → its API; those that the Kubernetes project's client for JavaScript was released for. */
const carried = new Map<string, () => Promise<{ readonly default: Api }>>([
  ["1.32", () => import("./kubernetes-1.32.json", { with: { type: "json" } })],
  ["1.33", () => import("./kubernetes-1.33.json", { with: { type: "json" } })],
  ["1.34", () => import("./kubernetes-1.34.json", { with: { type: "json" } })],
  ["1.36", () => import("./kubernetes-1.36.json", { with: { type: "json" } })],
]);

/** The versions whose schemas there are, the oldest first. */
export const carriedVersions: readonly string[] = [...carried.keys()];

/** The API of the newest version there is up to this one, or else of the oldest: what it has, later versions have too. */
export async function loadApi(version: string): Promise<Api> {
  const [kubernetes, operators] = await Promise.all([
    carried.get(carriedFor(version))?.(),
    import("./custom-resources.json", { with: { type: "json" } }),
  ]);
  const { kinds, models } = operators.default;
  return { kinds: { ...kinds, ...kubernetes?.default.kinds }, models: { ...models, ...kubernetes?.default.models } };
}

/** The version whose schemas stand for this one's. */
export function carriedFor(version: string): string {
  const older = carriedVersions.filter((one) => minor(one) <= minor(version));
  return older.at(-1) ?? carriedVersions[0] ?? "";
}

function minor(version: string): number {
  return Number(version.split(".")[1]);
}
