import type { ImportFinding } from "../application.ts";
import { valueAt } from "../kubernetes/fields.ts";
import { displayName, identity } from "../kubernetes/identity.ts";
import type { JsonObject } from "../kubernetes/json.ts";
import type { Manifest } from "../kubernetes/manifest.ts";
import { leftover } from "./overlay.ts";

/** What of the objects that run no option says. */
export interface Leftovers {
  /** Parts to lay over generated objects. */
  readonly parts: readonly { readonly object: Manifest; readonly part: JsonObject }[];
  readonly extraObjects: readonly Manifest[];
  readonly findings: readonly ImportFinding[];
}

/**
 * Sorts what is left of the objects that run: parts of generated objects, objects beside them, and what is in no
 * repository. `originals` are the objects before anything was read of them.
 */
export function leftovers(
  left: readonly Manifest[],
  generated: readonly Manifest[],
  originals: readonly Manifest[],
): Leftovers {
  const known = new Map(generated.map((object) => [identity(object), object]));
  const origins = new Map(originals.map((object) => [identity(object), object]));
  const sorted = left.map((object): Leftovers => {
    const own = known.get(identity(object));
    const original = origins.get(identity(object)) ?? object;
    if (own !== undefined) {
      const { part, findings } = leftover(object, own, original);
      return { parts: part === undefined ? [] : [{ object: own, part }], extraObjects: [], findings };
    }
    const reason = leftOut(object);
    if (reason === undefined) return { parts: [], extraObjects: [object], findings: [] };
    return { parts: [], extraObjects: [], findings: [{ from: { object: original, path: [] }, ...reason }] };
  });
  return {
    parts: sorted.flatMap((one) => one.parts),
    extraObjects: sorted.flatMap((one) => one.extraObjects),
    findings: sorted.flatMap((one) => one.findings),
  };
}

/** Why an object is in no environment file; undefined for one that is. */
function leftOut(object: Manifest): Omit<ImportFinding, "from"> | undefined {
  if (object.kind === "Secret") {
    const hint = "leave it to what makes it today, or commit an ExternalSecret or a SealedSecret as an extra object";
    return { severity: "warning", message: "a Secret is never written into a file: it stays in the cluster", hint };
  }
  if (isHook(object)) return { severity: "note", message: `${displayName(object)} is a hook, which only Helm runs` };
  if (object.kind === "PodSecurityPolicy")
    return { severity: "note", message: "PodSecurityPolicies are gone since Kubernetes 1.25" };
  return undefined;
}

function isHook(object: Manifest): boolean {
  return valueAt(object, ["metadata", "annotations", "helm.sh/hook"]) !== undefined;
}

/** False for what is not compared with the new objects: Secrets and hooks, which nothing takes the place of. */
export function isCompared(object: Manifest): boolean {
  return leftOut(object) === undefined;
}
