import type { Evaluation } from "./evaluate/environment.ts";

/**
 * Where an environment's instances are, a text each: application, name and namespace, as the options of these names say. Two
 * environments with one place are the same objects to a cluster.
 */
export function placesOf({ instances }: Pick<Evaluation, "instances">): readonly string[] {
  const places = instances.flatMap(({ application, options: { name, namespace } }) =>
    typeof name === "string" && typeof namespace === "string"
      ? [`${application} ${name} in namespace ${namespace}`]
      : [],
  );
  return [...new Set(places)];
}
