import type { DeliveryTool } from "../../compiler/delivery-tool.ts";
import { applicationSet, clusterOf, environment, environmentFile } from "./objects.ts";
import { type Options, schema } from "./options.ts";
import { rules } from "./rules.ts";

/** Argo CD 3: one ApplicationSet, and a file for each environment that it reads. */
export const argocdTool: DeliveryTool<Options> = {
  name: "argocd",
  schema,
  rules,
  shared: (options) => ({ "applicationset.yaml": applicationSet(options) }),
  cluster: clusterOf,
  environment: (options, delivered) => ({ [environmentFile]: environment(options, delivered) }),
};
