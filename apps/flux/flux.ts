import type { DeliveryTool } from "../../compiler/delivery-tool.ts";
import { kustomization, source } from "./objects.ts";
import { type Options, schema } from "./options.ts";
import { rules } from "./rules.ts";

/** Flux 2: a Kustomization for each environment, and its source where it is not one that exists. */
export const fluxTool: DeliveryTool<Options> = {
  name: "flux",
  schema,
  rules,
  shared(options) {
    const object = source(options);
    return object === undefined ? {} : { "source.yaml": object };
  },
  cluster({ environments }, environment) {
    const { cluster, kubeConfig } = environments[environment] ?? {};
    return cluster ?? kubeConfig;
  },
  environment: (options, environment) => ({ "sync.yaml": kustomization(options, environment) }),
};
