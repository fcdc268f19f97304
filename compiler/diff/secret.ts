import { fieldOf, isEqual } from "../kubernetes/compare.ts";
import { isObject, type Json, type JsonObject } from "../kubernetes/json.ts";
import type { Manifest } from "../kubernetes/manifest.ts";

/** True for the kind of a Secret, and of the lists that can hold one. */
export function isSecretKind(kind: unknown): boolean {
  return typeof kind === "string" && /^(secret|secretlist|list)$/i.test(kind);
}

/** Fields of a Secret that hold none of its values; what is in any other field, a misspelt one too, is hidden. */
const openFields = new Set(["apiVersion", "kind", "type", "immutable"]);
const openMetadata = new Set(["name", "namespace"]);

/**
 * The manifest with every value of a Secret hidden, whatever its type; only keys stay, and whether a value differs from
 * that of `earlier`, the same object before. Never its length. Any other object is returned as it is.
 */
export function hideSecret(manifest: Manifest, earlier?: Manifest): Manifest {
  if (!isSecretKind(manifest.kind)) return manifest;
  const { apiVersion, kind, metadata } = manifest;
  const open = hideFields(metadata, earlier?.metadata, openMetadata);
  return { ...hideFields(manifest, earlier, openFields), apiVersion, kind, metadata: { ...open, name: metadata.name } };
}

function hideFields(object: JsonObject, earlier: JsonObject | undefined, open: ReadonlySet<string>): JsonObject {
  const entries = Object.entries(object).map(([name, value]) => {
    const old = earlier && fieldOf(earlier, name);
    if (open.has(name) && typeof value !== "object") return [name, value] as const;
    return [name, isObject(value) ? hideEach(value, old) : hide(value, old)] as const;
  });
  return Object.fromEntries(entries);
}

function hideEach(object: JsonObject, earlier: Json | undefined): JsonObject {
  const old = isObject(earlier) ? earlier : {};
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, hide(value, fieldOf(old, name))]));
}

function hide(value: Json, earlier: Json | undefined): string {
  return earlier === undefined || isEqual(value, earlier) ? "(hidden)" : "(hidden, another value)";
}
