import type { Options } from "../options.ts";

/** A probe that runs a command in the container. */
export function probe(command: readonly string[], { initialDelaySeconds, ...timing }: Options["probes"]["startup"]) {
  // the API server drops a delay of nothing: written out, it would differ from what the cluster shows
  return { exec: { command }, ...(initialDelaySeconds === 0 ? {} : { initialDelaySeconds }), ...timing };
}
