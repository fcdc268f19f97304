import type { OptionPath } from "./application.ts";
import type { Environment, Evaluation } from "./evaluate/environment.ts";

/** An environment, and where each of its instances is, with what paths of the instance's options begin with. */
export interface PlacedEnvironment extends Environment {
  readonly places: readonly { readonly place: string; readonly path: OptionPath }[];
}

/** Finds the places of an environment. */
export function placed({ name, file, key, instances }: Evaluation): PlacedEnvironment {
  const places = instances.flatMap(({ application, options: { name: called, namespace }, path }) =>
    typeof called === "string" && typeof namespace === "string"
      ? [{ place: `${application} ${called} in namespace ${namespace}`, path }]
      : [],
  );
  return { name, file, ...(key === undefined ? {} : { key }), places };
}

/**
 * Where an environment's instances are, a text each: application, name and namespace, as the options of these names say. Two
 * environments with one place are the same objects to a cluster.
 */
export function placesOf({ places }: PlacedEnvironment): readonly string[] {
  return [...new Set(places.map(({ place }) => place))];
}
