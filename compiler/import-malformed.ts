import type { ImportFinding, OptionPath } from "./application.ts";
import type { FieldPath } from "./change.ts";
import type { Api } from "./kubernetes/api/api.ts";
import { isList, isObject, type Json } from "./kubernetes/json.ts";
import type { Manifest } from "./kubernetes/manifest.ts";
import { fieldProblems } from "./validate/object-fields.ts";

/** Fields of another type than Kubernetes has there, of which nothing is read. Never of a Secret, which is never shown. */
export function malformedFields(object: Manifest, api: Api): readonly ImportFinding[] {
  const model = api.kinds[`${object.apiVersion} ${object.kind}`];
  if (model === undefined || object.kind === "Secret") return [];
  const problems = fieldProblems(object, model, api).filter(
    ({ code, path }) => code === "object/type" && !isAccepted(inside(object, path), path),
  );
  return problems.map(({ path, message }) => ({
    from: { object, path: path.map((step): FieldPath[number] => (typeof step === "number" ? { index: step } : step)) },
    severity: "warning",
    message: `it is not read: ${message}`,
    hint: "the API server refuses that, so that it is not what runs: mend it, or import what runs",
  }));
}

/** What is null is absent to the API server, and quantities may be numbers. */
function isAccepted(value: Json | undefined, path: OptionPath): boolean {
  const isQuantity = path.some((step) => step === "requests" || step === "limits") || path.at(-1) === "sizeLimit";
  return value === null || (typeof value === "number" && isQuantity);
}

function inside(value: Json, path: OptionPath): Json | undefined {
  return path.reduce<Json | undefined>((at, step) => {
    if (typeof step === "number") return isList(at) ? at[step] : undefined;
    return isObject(at) && Object.hasOwn(at, step) ? at[step] : undefined;
  }, value);
}
