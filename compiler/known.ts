import type { JsonObject } from "./kubernetes/json.ts";
import { type Like, likeAmong } from "./kubernetes/shared.ts";
import type { Applications, Planned } from "./objects.ts";
import { type SilentRules, silentRules } from "./validate/silent-rules.ts";

/** A sound instance: what another one has of it, as the very same parts, needs no second look. */
export interface Known {
  readonly application: string;
  /** Its options as they were evaluated. */
  readonly given: JsonObject;
  /** What the application's schema returned for them. */
  readonly options: unknown;
  /** Those of the application's rules that have nothing to say about these. */
  readonly silent: SilentRules;
  /** Whose schemas its objects were held against. */
  readonly kubernetesVersion: string;
  /** Finds its object of the same kind and name. */
  readonly like: Like;
}

/** What is known of the base when it was planned; undefined where it has errors, or several instances. */
export function knownOf({ evaluation, options, manifests }: Planned, applications: Applications): Known | undefined {
  const [instance, ...others] = evaluation.instances;
  const application = applications.get(instance?.application ?? "");
  const [accepted] = options;
  if (instance === undefined || application === undefined || others.length > 0) return undefined;
  if (typeof accepted !== "object" || accepted === null) return undefined;
  const { kubernetesVersion } = application.customization(accepted);
  const silent = silentRules(application.rules, accepted);
  const like = likeAmong(manifests);
  return { application: application.name, given: instance.options, options: accepted, silent, kubernetesVersion, like };
}
