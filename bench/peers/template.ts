import { z } from "zod";
import { isEqual } from "../../compiler/kubernetes/compare.ts";
import { isList, isObject, type Json } from "../../compiler/kubernetes/json.ts";
import type { Manifest } from "../../compiler/kubernetes/manifest.ts";
import type { Files } from "../../compiler/tree.ts";

/** What an environment hands to a template: its own sizes and names. */
export type Values = Readonly<Record<"namespace" | "voters" | "memory" | "heap" | "config", string>> & {
  readonly servers: number;
};

/**
 * The objects of every environment in no language yet: `@namespace` and so on stand for one of `Values`, `@file NAME`
 * for the text of a file, and `@zoo.cfg` for the file of that name with a line for each server below it.
 */
export interface Template {
  readonly objects: readonly Json[];
  /** By their names. */
  readonly files: Files;
  /** The line of a server in zoo.cfg, with `@number`, `@ordinal` and `@namespace`. */
  readonly line: string;
}

const configFile = "zoo.cfg";

/** How a language says what the marks of a template stand for. */
export interface Expressions {
  value(name: string): string;
  file(name: string): string;
  readonly config: string;
}

/** Puts expressions where a text, JSON or YAML, has marks. */
export function withExpressions(text: string, { value, file, config }: Expressions): string {
  return text.replace(/"@(file )?([^"]+)"/g, (_, isFile: string | undefined, name: string) => {
    if (isFile !== undefined) return file(name);
    return name === configFile ? config : value(name);
  });
}

/** The line of a server with expressions in it. */
export function serverLine(
  { line }: Pick<Template, "line">,
  expressions: Readonly<Record<"number" | "ordinal" | "namespace", string>>,
): string {
  const found = new Map(Object.entries(expressions));
  return line.replace(/@(number|ordinal|namespace)/g, (mark, name: string) => found.get(name) ?? mark);
}

/** Makes a template of the objects of two environments that have no value in common. */
export function templateOf(one: readonly Manifest[], other: readonly Manifest[]): Template {
  const values = [valuesOf(one), valuesOf(other)] as const;
  const files = new Map<string, string>();
  let line = "";
  const walk = (left: Json, right: Json | undefined, field: string): Json => {
    if (isList(left)) return left.map((item, index) => walk(item, isList(right) ? right[index] : undefined, field));
    if (isObject(left)) {
      const of = isObject(right) ? right : {};
      return Object.fromEntries(Object.entries(left).map(([name, item]) => [name, walk(item, of[name], name)]));
    }
    if (field === configFile) {
      const { settings, server } = splitConfig(String(left), String(right));
      files.set(configFile, settings);
      line = serverOf(server, values[0].namespace);
      return `@${configFile}`;
    }
    if (!isEqual(left, right)) return `@${nameOf(left, right, values)}`;
    if (typeof left !== "string" || !left.includes("\n")) return left;
    files.set(field, left);
    return `@file ${field}`;
  };
  return { objects: one.map((object, index) => walk(object, other[index], "")), files, line };
}

/** The value that is `left` in one environment and `right` in the other. */
function nameOf(left: Json, right: Json | undefined, [one, other]: readonly [Values, Values]): string {
  const others = new Map(Object.entries(other));
  const found = Object.entries(one).find(([name, value]) => value === left && others.get(name) === right);
  if (found === undefined) throw new Error(`the peers' templates have no value for ${left} in place of ${right}`);
  return found[0];
}

/** What two zoo.cfg begin with, and the next line of the first. */
function splitConfig(one: string, other: string): { readonly settings: string; readonly server: string } {
  const lines = one.split("\n");
  const others = other.split("\n");
  const length = lines.findIndex((line, index) => line !== others[index]);
  return { settings: `${lines.slice(0, length).join("\n")}\n`, server: lines[length] ?? "" };
}

function serverOf(line: string, namespace: string): string {
  return line.replace("server.1=zk-0.", "server.@number=zk-@ordinal.").replace(namespace, "@namespace");
}

const statefulSet = z.object({
  kind: z.literal("StatefulSet"),
  metadata: z.object({ namespace: z.string(), annotations: z.object({ "overlayer.dev/voters": z.string() }) }),
  spec: z.object({
    replicas: z.number(),
    template: z.object({
      spec: z.object({
        containers: z.tuple([
          z.object({
            env: z.array(z.object({ name: z.string(), value: z.string() })),
            resources: z.object({ limits: z.object({ memory: z.string() }) }),
          }),
        ]),
        volumes: z.array(z.object({ configMap: z.object({ name: z.string() }).optional() })),
      }),
    }),
  }),
});

/** Reads off an environment's objects what is its own. */
export function valuesOf(objects: readonly Manifest[]): Values {
  const { metadata, spec } = statefulSet.parse(objects.find(({ kind }) => kind === "StatefulSet"));
  const [container] = spec.template.spec.containers;
  return {
    namespace: metadata.namespace,
    servers: spec.replicas,
    voters: metadata.annotations["overlayer.dev/voters"],
    memory: container.resources.limits.memory,
    heap: z.string().parse(container.env.find(({ name }) => name === "ZK_SERVER_HEAP")?.value),
    config: z.string().parse(spec.template.spec.volumes[0]?.configMap?.name),
  };
}
