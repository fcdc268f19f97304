import { withoutContentHash } from "../../compiler/kubernetes/content-hash.ts";
import { groupOf, namespaceOf } from "../../compiler/kubernetes/identity.ts";
import { isObject, type Json } from "../../compiler/kubernetes/json.ts";
import type { Manifest } from "../../compiler/kubernetes/manifest.ts";
import type { Options } from "./options.ts";
import { names } from "./resources/names.ts";

/** What the objects of an ensemble say about its membership. */
export interface Ensemble {
  readonly membership: Options["membership"];
  readonly voters: number;
  /** The number of voters that it is on its way to. */
  readonly scalingTo?: number;
  /** Pods of the StatefulSet, observers included. */
  readonly replicas: number;
}

const prefix = "overlayer.dev/";

/** Annotations of the StatefulSet from which the next change reads what this one was made of. */
export function ensembleAnnotations({ membership, servers, scalingTo }: Options) {
  return {
    [`${prefix}voters`]: String(servers),
    ...(membership === "static" ? {} : { [`${prefix}membership`]: membership }),
    ...(scalingTo === undefined ? {} : { [`${prefix}scaling-to`]: String(scalingTo) }),
  };
}

/** The ensemble of the given name and namespace among objects; undefined where its StatefulSet is not there. */
export function ensembleOf(objects: readonly Manifest[], options: Options): Ensemble | undefined {
  const found = objects.find(
    (object) =>
      groupOf(object.apiVersion) === "apps" &&
      object.kind === "StatefulSet" &&
      object.metadata.name === names(options).statefulSet &&
      namespaceOf(object) === options.namespace,
  );
  if (found === undefined) return undefined;
  const { spec } = found;
  const { annotations = {} } = found.metadata;
  const annotation = (name: string) => (isObject(annotations) ? annotations[`${prefix}${name}`] : undefined);
  const replicas = wholeNumber(isObject(spec) ? spec["replicas"] : undefined) ?? 1;
  const scalingTo = wholeNumber(annotation("scaling-to"));
  return {
    membership: annotation("membership") === "dynamic" ? "dynamic" : "static",
    // output from before these annotations: all servers voted
    voters: wholeNumber(annotation("voters")) ?? replicas,
    ...(scalingTo === undefined ? {} : { scalingTo }),
    replicas,
  };
}

/** The zoo.cfg among the objects of an ensemble; undefined where it is not there. */
export function zooCfgOf(objects: readonly Manifest[], options: Options): string | undefined {
  const found = objects.find(
    (object) =>
      object.kind === "ConfigMap" &&
      namespaceOf(object) === options.namespace &&
      withoutContentHash(object.metadata.name) === names(options).config,
  );
  const data = found?.["data"];
  const text = isObject(data) ? data["zoo.cfg"] : undefined;
  return typeof text === "string" ? text : undefined;
}

function wholeNumber(value: Json | undefined): number | undefined {
  return /^\d{1,3}$/.test(String(value)) ? Number(value) : undefined;
}

/** `1 voter`, `5 voters`. */
export function votersText(number: number): string {
  return number === 1 ? "1 voter" : `${number} voters`;
}

/** What to do first about a scaling with dynamic membership that has begun. */
export function finishOrTakeBack(environment: string, voters: number, scalingTo: number): string {
  const scale = `overlayer scale ${environment} --to`;
  return `finish that first: \`${scale} ${scalingTo}\`; or take it back: \`${scale} ${voters}\`.`;
}

/** How many servers are a majority of the voters. */
export function quorum(voters: number): number {
  return Math.floor(voters / 2) + 1;
}

/** How many pods the StatefulSet has: with dynamic membership also those that join, or have no vote any more. */
export function podCount({ membership, servers, scalingTo = servers, observers }: Options): number {
  return observers + (membership === "static" ? servers : Math.max(servers, scalingTo));
}
