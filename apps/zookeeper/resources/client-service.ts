import type { Manifest } from "../../../compiler/kubernetes/manifest.ts";
import type { Options } from "../options.ts";
import { madeOf } from "./made-of.ts";
import { metadata, names, selector } from "./names.ts";
import { clientPorts } from "./ports.ts";

/** The one address for clients, of all servers that are in the quorum. */
export function clientService(options: Options): Manifest {
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: metadata(names(options).clientService, options),
    spec: spec(options),
  };
}

const spec = madeOf(["name", "selector", "ports", "tls"], (options) => ({
  selector: selector(options),
  ports: clientPorts(options),
}));
