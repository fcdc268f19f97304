import type { OptionPath } from "../application.ts";
import type { Api } from "../kubernetes/api/api.ts";
import { carriedFor, carriedVersions } from "../kubernetes/api/load-api.ts";
import type { Customization } from "../kubernetes/customization.ts";
import { displayName, groupOf } from "../kubernetes/identity.ts";
import type { Manifest } from "../kubernetes/manifest.ts";
import type { Like } from "../kubernetes/shared.ts";
import { fieldProblems } from "./object-fields.ts";
import { nameProblems } from "./object-formats.ts";
import type { OptionIssue } from "./option-issue.ts";
import { optionOfField } from "./option-of-field.ts";

/**
 * What the schemas of a Kubernetes version, and of the custom resources that there are schemas of, find wrong with an
 * instance's objects, and what the API server refuses beside: its own, then its extra ones. Each issue has the option that brought it, or an empty path. What is
 * the very part of the object that `like` finds, which this version finds nothing wrong with, is not looked at again.
 */
export function objectIssues(
  objects: readonly Manifest[],
  { kubernetesVersion, overrides, extraObjects }: Customization,
  api: Api,
  like?: Like,
): readonly OptionIssue[] {
  const own = objects.length - extraObjects.length;
  const issues = objects.flatMap((object, index) => {
    const extra: OptionPath | undefined = index < own ? undefined : ["extraObjects", index - own];
    const model = api.kinds[`${object.apiVersion} ${object.kind}`];
    if (model === undefined) return unknownKind(object, extra ?? [], kubernetesVersion, api);
    const sound = like?.(object);
    const name = object.metadata.name === sound?.metadata.name ? [] : nameProblems(object);
    const problems = [...name, ...fieldProblems(object, model, api, sound)];
    if (problems.length === 0) return [];
    const shown = problems.filter(({ path }) => !isSecret(object, path));
    return shown.map(({ code, path, message, hint, isKey, isSecret: hides }): OptionIssue => {
      const option = extra === undefined ? optionOfField(object, path, overrides) : [...extra, ...path];
      return {
        code,
        path: option,
        place: isKey ? "key" : "value",
        message: `${displayName(object)}: ${message}`,
        why:
          code === "object/format"
            ? "Kubernetes refuses the whole object."
            : `The schema of Kubernetes ${carriedFor(kubernetesVersion)} has it so.`,
        ...(hint === undefined ? {} : { hint }),
        ...(hides === undefined ? {} : { isSecret: hides }),
      };
    });
  });
  return [...issues, ...versionIssues(kubernetesVersion)];
}

function versionIssues(version: string): readonly OptionIssue[] {
  const carried = carriedFor(version);
  if (carried === version) return [];
  return [
    {
      code: "object/version",
      severity: "warning",
      path: ["kubernetesVersion"],
      place: "value",
      message: `there are no schemas of Kubernetes ${version}: the objects are held against those of ${carried}`,
      why: `What ${version} added or took away since is not known.`,
      hint: `schemas there are of ${carriedVersions.join(", ")}.`,
    },
  ];
}

/** True for the values of a Secret, which are never printed; that they are there at all is an issue of its own. */
function isSecret({ kind }: Manifest, [field]: OptionPath): boolean {
  return kind === "Secret" && (field === "data" || field === "stringData");
}

/** Groups without a dot and those of k8s.io that have other kinds are Kubernetes' own; others are custom resources. */
function unknownKind(object: Manifest, path: OptionPath, version: string, { kinds }: Api): readonly OptionIssue[] {
  const { apiVersion, kind } = object;
  const known = Object.keys(kinds).map((name) => name.split(" "));
  const group = groupOf(apiVersion);
  const isOwn = group.endsWith(".k8s.io") && known.some(([other = ""]) => groupOf(other) === group);
  if (group.includes(".") && !isOwn) return [uncheckedObject(object, path)];
  const versions = known.filter(([, other]) => other === kind).map(([other]) => other);
  return [
    {
      code: "object/kind",
      path,
      place: "value",
      message: `${displayName(object)}: Kubernetes ${carriedFor(version)} has no ${kind} of ${apiVersion}`,
      ...(versions.length === 0 ? {} : { hint: `write apiVersion: "${versions.join('" or "')}".` }),
    },
  ];
}

function uncheckedObject(object: Manifest, path: OptionPath): OptionIssue {
  return {
    code: "object/unchecked",
    severity: "warning",
    path,
    place: "value",
    message: `${displayName(object)}: there is no schema of ${object.apiVersion} ${object.kind}, its fields are not checked`,
    why: "A misspelt field of a custom resource shows up only in the cluster.",
  };
}
