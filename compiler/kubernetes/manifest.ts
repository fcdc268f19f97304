import type { JsonObject } from "./json.ts";

/** One Kubernetes object as it is applied: `apiVersion`, `kind`, `metadata.name` and whatever its kind has. */
export interface Manifest extends JsonObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Metadata;
}

interface Metadata extends JsonObject {
  readonly name: string;
}
