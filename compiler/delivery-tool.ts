import type { Application } from "./application.ts";
import type { JsonObject } from "./kubernetes/json.ts";

/** What the options of all delivery tools have in common. */
export interface DeliveryOptions {
  /** What the names of all objects of the tool begin with. */
  readonly name: string;
  /** Environments that differ from the others, by name. */
  readonly environments: Readonly<Record<string, Exceptions>>;
}

interface Exceptions {
  /** Names of environments. */
  readonly dependsOn?: readonly string[];
  readonly [option: string]: unknown;
}

/** An environment as a delivery tool sees it. */
export interface Delivered {
  /** Such as `eu/prod`. */
  readonly name: string;
  /** Its overlay, such as `overlays/eu/prod`. */
  readonly directory: string;
  /** The namespace of its objects, the first where there are several. */
  readonly namespace: string;
}

/** A tool that syncs overlays into clusters. All functions are pure; files are maps of their names to one object each. */
export interface DeliveryTool<Options extends DeliveryOptions = DeliveryOptions>
  extends Pick<Application<Options>, "name" | "schema" | "rules"> {
  /** The files that there are once, in `delivery/<tool>/`. */
  shared(options: Options): Readonly<Record<string, JsonObject>>;
  /** The cluster of an environment, undefined where the options do not say it. */
  cluster(options: Options, environment: string): string | undefined;
  /** The files of one environment, in `delivery/<tool>/<environment>/`. */
  environment(options: Options, environment: Delivered): Readonly<Record<string, JsonObject>>;
}

/** Name of the object that syncs an environment: `zookeeper-eu-prod`. */
export function syncName({ name }: DeliveryOptions, environment: string): string {
  return `${name}-${environment.toLowerCase().replaceAll("/", "-")}`;
}

/** The path of a folder of the repository in what the tool fetches, which has the repository in `folder`. */
export function fetchedPath(folder: string, directory: string): string {
  return folder === "." ? directory : `${folder}/${directory}`;
}
