import * as z from "zod";
import type { Kinds } from "./api/types.ts";
import type { Json, JsonObject } from "./json.ts";
import type { Manifest } from "./manifest.ts";

/** What an environment changes in the objects that its application makes, and adds to them. */
export interface Customization {
  /** The Kubernetes version of the cluster, such as `1.34`. */
  readonly kubernetesVersion: string;
  /** Parts of objects by their display names, such as `StatefulSet/zk`. */
  readonly overrides: Readonly<Record<string, JsonObject>>;
  readonly extraObjects: readonly Manifest[];
}

/** A kind of object, such as `apps/v1 StatefulSet`. */
export type Kind = keyof Kinds;

/** Overrides for editors: `{ "StatefulSet/zk": { spec: { minReadySeconds: 10 } } }`. */
type Overrides<K extends Kind> = { readonly [Name in K as `${Kinds[Name]["kind"]}/${string}`]: Part<Kinds[Name]> };

/** Any part of a value; null takes a field away. */
type Part<T> = T extends readonly (infer Item)[]
  ? readonly ListPart<Item>[]
  : T extends object
    ? string extends keyof T
      ? { readonly [Field in keyof T]: Part<T[Field]> | null }
      : { readonly [Field in keyof T]?: Part<T[Field]> | null }
    : T;

type ListPart<Item> = Item extends object ? Part<Item> & { readonly $patch?: "delete" } : Item;

/** An extra object for editors; of custom resources only those in the schemas have types. */
type ExtraObject = Kinds[Kind] | CustomResource;

type CustomResource = {
  readonly apiVersion: `${string}.${string}/${string}`;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly [field: string]: Json };
  readonly [field: string]: Json;
};

const manifest = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string(), namespace: z.string().exactOptional() }),
});

/** The option for overrides of an application that makes objects of these kinds. */
export function overridesOf<K extends Kind>() {
  const parts = z.record(z.string(), z.record(z.string(), z.json()));
  return z
    .custom<Overrides<K>>((value) => parts.safeParse(value).success, {
      error: 'parts of objects such as { "Service/name": { spec: { … } } }',
    })
    .meta({ type: "object", additionalProperties: { type: "object" } })
    .describe(
      "Parts that are laid over the generated objects, by kind and name: maps merge, null takes a field away, lists " +
        "that Kubernetes merges go by their keys (containers by name), other lists are replaced. Kubernetes refuses a " +
        "later change of a StatefulSet's selector, serviceName, podManagementPolicy and volumeClaimTemplates.",
    );
}

/** The option for objects beside those that an application makes. */
export const extraObjects = z
  .array(
    z
      .custom<ExtraObject>((value) => manifest.safeParse(value).success, {
        error: "a Kubernetes object: apiVersion, kind, metadata.name and what its kind has",
      })
      .meta({ type: "object" }),
  )
  .describe("Kubernetes objects beside the generated ones, in their namespace where they name none.");
