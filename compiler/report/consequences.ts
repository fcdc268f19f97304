import type { Verdict } from "../environment-change.ts";

/** What happens to a field or object, in a word or two. */
export const verdictWords: Readonly<Record<Verdict, string>> = {
  refused: "refused",
  replaces: "replaced",
  deletes: "deleted",
  restarts: "restarts pods",
  scales: "scales",
  pending: "waits for a restart",
  ignored: "without effect",
  live: "at once",
  creates: "new",
  harmless: "harmless",
};
