import type { Options } from "../options.ts";

/** Name of the Job that changes the voters. */
export function reconfigureJobName({ name, servers, scalingTo = servers }: Options): string {
  return `${name}-voters-${servers}-to-${scalingTo}`;
}
