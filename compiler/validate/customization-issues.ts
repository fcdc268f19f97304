import { closest } from "fastest-levenshtein";
import { fieldOf } from "../kubernetes/compare.ts";
import { withoutContentHash } from "../kubernetes/content-hash.ts";
import type { Customization } from "../kubernetes/customization.ts";
import { displayName } from "../kubernetes/identity.ts";
import { isObject, type Json, type JsonObject } from "../kubernetes/json.ts";
import type { Manifest } from "../kubernetes/manifest.ts";
import type { OptionIssue } from "./option-issue.ts";
import { nameText } from "./text.ts";

/**
 * Overrides of objects that there are not or of what tells objects apart, and secrets among the extra objects; `objects`
 * are an instance's own, then its extra ones.
 */
export function customizationIssues(
  objects: readonly Manifest[],
  { overrides, extraObjects }: Customization,
): readonly OptionIssue[] {
  if (Object.keys(overrides).length + extraObjects.length === 0) return [];
  const own = objects.slice(0, objects.length - extraObjects.length);
  const known = new Map(own.map((object) => [displayName(object), object]));
  const names = own.filter((object) => !isImmutable(object)).map(displayName);
  return [
    ...Object.entries(overrides).flatMap(([name, part]) => {
      const object = known.get(name);
      const hashed = own.find((one) => isImmutable(one) && withoutContentHash(displayName(one)) === name);
      if (object === undefined)
        return [hashed === undefined ? unknownTarget(name, names) : immutableTarget(name, hashed)];
      if (isImmutable(object)) return [immutableTarget(name, object)];
      return [...identityIssues(name, part, object), ...fixedIssues(name, part, object)];
    }),
    ...extraObjects.flatMap((object, index) => secretIssues(object, index)),
  ];
}

function unknownTarget(name: string, known: readonly string[]): OptionIssue {
  return {
    code: "override/target",
    path: ["overrides", name],
    place: "key",
    message: `there is no object ${nameText(name)} to override`,
    hint: `did you mean ${closest(name.slice(0, 100), [...known])}? There are ${known.join(", ")}.`,
  };
}

/** Such as a ConfigMap that is named by its content. */
function isImmutable(object: Manifest): boolean {
  return fieldOf(object, "immutable") === true;
}

function immutableTarget(name: string, object: Manifest): OptionIssue {
  return {
    code: "override/immutable",
    path: ["overrides", name],
    place: "key",
    message: `${displayName(object)} is immutable and cannot be overridden`,
    why: "Its name follows from its content: other content by the same name would be refused by Kubernetes.",
    hint: `use the options that its content comes from: \`overlayer explain <environment> ${withoutContentHash(displayName(object))}\` names them.`,
  };
}

function identityIssues(name: string, part: JsonObject, object: Manifest): readonly OptionIssue[] {
  const paths = [["apiVersion"], ["kind"], ["metadata", "name"], ["metadata", "namespace"]];
  return paths.flatMap((path) => {
    const value = at(part, path);
    if (value === undefined || value === at(object, path)) return [];
    return [
      {
        code: "override/identity",
        path: ["overrides", name, ...path],
        place: "value",
        message: `an override cannot change ${path.join(".")} of ${name}`,
        why: "It would be another object.",
        hint: "options such as name and namespace change the names of all objects together.",
      },
    ];
  });
}

/** Fields of a StatefulSet that Kubernetes never changes; of them an override is allowed, before the first apply. */
const fixedFields = ["selector", "serviceName", "podManagementPolicy", "volumeClaimTemplates"];

function fixedIssues(name: string, part: JsonObject, { kind }: Manifest): readonly OptionIssue[] {
  if (kind !== "StatefulSet") return [];
  const fields = fixedFields.filter((field) => at(part, ["spec", field]) !== undefined);
  return fields.map((field) => ({
    code: "override/fixed",
    severity: "warning",
    path: ["overrides", name, "spec", field],
    place: "key",
    message: `${name}: spec.${field} cannot change once the StatefulSet exists`,
    why: "Kubernetes refuses the whole object then, also its other changes.",
    hint: "to change it later, delete the StatefulSet with --cascade=orphan and apply it anew.",
  }));
}

const secretFields = ["data", "stringData"];

function secretIssues(object: Manifest, index: number): readonly OptionIssue[] {
  if (object.apiVersion !== "v1" || object.kind !== "Secret") return [];
  const fields = secretFields.filter((field) => fieldOf(object, field) !== undefined);
  return fields.map((field) => ({
    code: "object/secret",
    // not to the values: the line that is pointed to is printed
    path: ["extraObjects", index, "kind"],
    place: "value",
    message: `${displayName(object)} has its secret values in ${field}`,
    why: "Everybody who can read the repository could read them, and its history keeps them.",
    hint: "commit an ExternalSecret or a SealedSecret, or a Secret that SOPS encrypted beside Overlayer's files.",
  }));
}

function at(value: Json | undefined, path: readonly string[]): Json | undefined {
  return path.reduce((inside, field) => (isObject(inside) ? fieldOf(inside, field) : undefined), value);
}
