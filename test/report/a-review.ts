import type { Review } from "../../compiler/environment-change.ts";
import type { Json } from "../../compiler/kubernetes/json.ts";
import type { Manifest } from "../../compiler/kubernetes/manifest.ts";
import { review } from "../../compiler/review.ts";

/** A review of environments that differ as told: before and after of a StatefulSet's replicas, claims and a ConfigMap's text. */
export function aReview(environments: readonly Both[]): Promise<Review> {
  return review(
    environments.map(({ name, before, after }) => ({
      name,
      file: `environments/${name}.ts`,
      before: objects(before),
      after: objects(after),
    })),
    new Map(),
  );
}

interface Both {
  readonly name: string;
  readonly before: State;
  readonly after: State;
}

/** What of an environment's objects the tests change. */
interface State {
  readonly replicas?: number;
  readonly storage?: string;
  readonly text?: string;
  readonly annotation?: string;
}

function objects({ replicas = 3, storage = "10Gi", text = "a=1\n", annotation = "" }: State): readonly Manifest[] {
  const claim = { metadata: { name: "data" }, spec: { resources: { requests: { storage } } } };
  const template = { metadata: { annotations: { note: annotation } }, spec: { containers: [{ name: "zookeeper" }] } };
  return [
    object("v1", "ConfigMap", { data: { "zoo.cfg": text } }),
    object("apps/v1", "StatefulSet", { spec: { replicas, template, volumeClaimTemplates: [claim] } }),
  ];
}

function object(apiVersion: string, kind: string, fields: { readonly [name: string]: Json }): Manifest {
  return { apiVersion, kind, metadata: { name: "zk", namespace: "zookeeper" }, ...fields };
}
