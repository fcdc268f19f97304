import { hash } from "node:crypto";
import { oncePer } from "./remembering.ts";

/**
 * The ten characters that kustomize's configMapGenerator would append to the name of a ConfigMap with these files: another
 * content is another name.
 */
export const contentHash = oncePer((data: Readonly<Record<string, string>>): string => {
  const sorted = Object.fromEntries(Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1)));
  const json = JSON.stringify({ data: sorted, kind: "ConfigMap", name: "" });
  // kustomize hashes the JSON of Go, which escapes these
  const go = json.replace(/[<>&\u2028\u2029]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
  const digest = hash("sha256", go).slice(0, 10);
  // no vowels, and nothing that looks like one: no words come about
  return digest.replace(/[013ae]/g, (char) => substitutes.get(char) ?? char);
});

/** A name without the hash of a content at its end, `zk-config` of `zk-config-4m87h88bmk`; any other name as it is. */
export function withoutContentHash(name: string): string {
  return name.replace(/-[bcdfghkmt2-9]{10}$/, "");
}

const substitutes: ReadonlyMap<string, string> = new Map([
  ["0", "g"],
  ["1", "h"],
  ["3", "k"],
  ["a", "m"],
  ["e", "t"],
]);
