import type { Issue } from "../issue.ts";
import { namespaceOf } from "../kubernetes/identity.ts";
import type { Manifest } from "../kubernetes/manifest.ts";
import { isInOneNamespace } from "./chart-objects.ts";

/** An environment of a chart. */
interface Environment {
  readonly name: string;
  readonly file: string;
  readonly manifests: readonly Manifest[];
}

/** An issue for each environment of several namespaces that would be in one chart with environments of one. */
export function namespaceIssues(environments: readonly Environment[]): readonly Issue[] {
  const several = environments.filter(({ manifests }) => !isInOneNamespace(manifests));
  if (several.length === environments.length) return [];
  return several.map(({ name, file, manifests }) => {
    const namespaces = [...new Set(manifests.flatMap((object) => namespaceOf(object) ?? []))];
    return {
      code: "export/namespaces",
      message: `${name} has objects in the namespaces ${namespaces.join(", ")}, other environments of the chart in one each`,
      location: { file, line: 1, column: 1 },
      environment: name,
      why: "the namespace would be no value then, and each environment's objects would be templates of their own.",
      hint: `export the environments of one namespace by their names, and \`overlayer export helm ${name}\` into another folder by --out.`,
    };
  });
}
