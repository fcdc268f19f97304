import type { Impact, Review, ReviewedField, ReviewedObject } from "../environment-change.ts";
import { listNames } from "./text.ts";

/** A change that the API server refuses, or that lets the delivery tool delete an object and create it again. */
export interface Refusal {
  readonly impact: Impact;
  /** The fields that are refused for the same reason; none where the object as a whole is. */
  readonly fields: readonly ReviewedField[];
}

/** What of an object's change is refused or replaces it, each reason once. */
export function refusalsOf(object: ReviewedObject): readonly Refusal[] {
  if (object.change !== "changed") return isRefused(object.impact) ? [{ impact: object.impact, fields: [] }] : [];
  const reasons = new Map<string, [ReviewedField, ...ReviewedField[]]>();
  for (const field of object.fields.filter(({ impact }) => isRefused(impact))) {
    const others = reasons.get(field.impact.message);
    if (others === undefined) reasons.set(field.impact.message, [field]);
    else others.push(field);
  }
  return [...reasons.values()].map((fields) => ({ impact: fields[0].impact, fields }));
}

/** True where a change of any environment is refused or replaces an object. */
export function hasRefusal({ groups }: Review): boolean {
  return groups.some(({ environments: [first] }) => first.changes.some((change) => refusalsOf(change).length > 0));
}

function isRefused({ verdict }: Impact): boolean {
  return verdict === "refused" || verdict === "replaces";
}

/** That steps which are written out for the first of several environments are to be done for the others too. */
export function sameForOthers(environments: readonly { readonly name: string }[]): string | undefined {
  const others = environments.slice(1).map(({ name }) => name);
  return others.length === 0 ? undefined : `The same for ${listNames(others, 300)}, each in its own namespace.`;
}
