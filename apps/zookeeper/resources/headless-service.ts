import type { Manifest } from "../../../compiler/kubernetes/manifest.ts";
import type { Options } from "../options.ts";
import { madeOf } from "./made-of.ts";
import { metadata, names, selector } from "./names.ts";
import { metricsPorts, serverPorts } from "./ports.ts";

/** Gives every server the DNS name by which the others find it. */
export function headlessService(options: Options): Manifest {
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: metadata(names(options).headlessService, options),
    spec: spec(options),
  };
}

const spec = madeOf(["name", "selector", "ports", "metrics"], (options) => ({
  clusterIP: "None",
  // Servers become ready only together, and for that they have to find each other first.
  publishNotReadyAddresses: true,
  selector: selector(options),
  ports: [...serverPorts(options), ...metricsPorts(options)],
}));
