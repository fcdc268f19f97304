import { argocdTool } from "../../apps/argocd/argocd.ts";
import { fluxTool } from "../../apps/flux/flux.ts";
import type { Compiled } from "../compile.ts";
import { withDelivery } from "../delivery.ts";
import type { Trees } from "../evaluate/modules.ts";

/** What was compiled, with the files of all delivery tools. */
export function deliver(compiled: Compiled, trees: Trees): Promise<Compiled> {
  return withDelivery(compiled, trees, [fluxTool, argocdTool]);
}
