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

/** An extra object, of any kind; `satisfies Kinds["apps/v1 Deployment"]` has an editor check its fields. */
type ExtraObject = {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly [field: string]: Json };
  readonly [field: string]: Json;
};

const text = z.string({ error: "text" });

const manifest = z.looseObject(
  {
    apiVersion: text,
    kind: text,
    metadata: z.looseObject({ name: text, namespace: text.exactOptional() }, { error: "a map" }),
  },
  { error: "a Kubernetes object" },
);

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
      .custom<ExtraObject>()
      // a message about the whole could show the values of a Secret
      .superRefine((value, context) => {
        const { error } = manifest.safeParse(value, { reportInput: true });
        for (const { path, message, input } of error?.issues ?? []) {
          context.addIssue({ code: "custom", path: [...path], message, input });
        }
      })
      .meta({ type: "object" }),
  )
  .describe("Kubernetes objects beside the generated ones, in their namespace where they name none.");
