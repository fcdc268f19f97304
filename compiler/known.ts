import type { JsonObject } from "./kubernetes/json.ts";
import { type Like, likeAmong } from "./kubernetes/shared.ts";
import type { Applications, Planned } from "./objects.ts";

/** A sound instance: what another one has of it, as the very same parts, needs no second look. */
export interface Known {
  readonly application: string;
  /** Its options as they were evaluated. */
  readonly given: JsonObject;
  /** What the application's schema returned for them. */
  readonly options: unknown;
  /** Whose schemas its objects were held against. */
  readonly kubernetesVersion: string;
  /** Finds its object of the same kind and name. */
  readonly like: Like;
}

/** What is known of the base when it was planned; undefined where it has errors, or several instances. */
export function knownOf({ evaluation, options, manifests }: Planned, applications: Applications): Known | undefined {
  const [instance, ...others] = evaluation.instances;
  const application = applications.get(instance?.application ?? "");
  if (instance === undefined || application === undefined || others.length > 0 || options.length === 0)
    return undefined;
  const { kubernetesVersion } = application.customization(options[0]);
  const like = likeAmong(manifests);
  return { application: application.name, given: instance.options, options: options[0], kubernetesVersion, like };
}
