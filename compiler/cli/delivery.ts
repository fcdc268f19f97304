import { argocdTool } from "../../apps/argocd/argocd.ts";
import { fluxTool } from "../../apps/flux/flux.ts";
import type { Compiled, CompiledFiles } from "../compiled.ts";
import { withDelivery } from "../delivery.ts";
import type { Trees } from "../evaluate/modules.ts";

/** What was compiled, with the files of all delivery tools. */
export function deliver<One extends CompiledFiles>(compiled: Compiled<One>, trees: Trees): Promise<Compiled<One>> {
  return withDelivery(compiled, trees, [fluxTool, argocdTool]);
}
