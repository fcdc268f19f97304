import { fileNames } from "../kubernetes/file-names.ts";
import { namespaceOf } from "../kubernetes/identity.ts";
import type { Manifest } from "../kubernetes/manifest.ts";
import { printYaml } from "../kubernetes/print-yaml.ts";
import type { Files } from "../tree.ts";
import type { Names } from "./chart-node.ts";
import { objectTemplate } from "./chart-object-template.ts";
import { type ChartObject, chartObjects, isInOneNamespace, keptByHelm } from "./chart-objects.ts";
import { printHelpers, printTemplate } from "./chart-template.ts";
import { mergePatch, valuesOf } from "./chart-values.ts";
import { flatName } from "./names.ts";

/** An environment whose objects a chart gives with `values-<name>.yaml`. */
interface ChartEnvironment {
  readonly name: string;
  readonly manifests: readonly Manifest[];
}

/**
 * A Helm chart that renders the objects of the base with its own values, and those of each environment with the values
 * file of that, but for the annotation of `keptByHelm`. What differs between them are values, at the paths of the fields; the
 * rest is in the templates.
 */
export function chartFiles(name: string, base: readonly Manifest[], environments: readonly ChartEnvironment[]): Files {
  const sets = [base, ...environments.map(({ manifests }) => manifests)].map((objects) => objects.map(keptByHelm));
  const objects = chartObjects(sets);
  const namespace = sets.every(isInOneNamespace) ? ["namespace"] : undefined;
  const names = namesOf(objects, sets.length);
  const templates = objects.map((object) => objectTemplate(object, names, namespace));
  const values = [
    ...(namespace === undefined ? [] : [{ path: namespace, variants: namespacesOf(sets) }]),
    ...templates.flatMap((one) => one.values),
  ];
  const usual = valuesOf(values, 0);
  const files = fileNames(objects.map(asNamedObject));
  const named = objects.flatMap(({ path, stem }) => (stem === undefined ? [] : [{ path, stem }]));
  return new Map([
    ["Chart.yaml", printYaml({ apiVersion: "v2", name, type: "application", version: "0.0.0" })],
    ["values.yaml", printYaml(usual)],
    ...environments.map((one, index) => {
      const patch = mergePatch(usual, valuesOf(values, index + 1));
      return [`values-${flatName(one.name)}.yaml`, printYaml(patch)] as const;
    }),
    ...(named.length === 0 ? [] : [["templates/_helpers.tpl", printHelpers(named)] as const]),
    ...templates.map(({ content }, index) => {
      const path = objects[index]?.path ?? [];
      return [`templates/${files[index]}`, printTemplate(content, path)] as const;
    }),
  ]);
}

/** The one namespace of each set; where it has none, nothing depends on it. */
function namespacesOf(sets: readonly (readonly Manifest[])[]): readonly string[] {
  const namespaces = sets.map((objects) => objects.map(namespaceOf).find((one) => one !== undefined));
  const usual = namespaces.find((one) => one !== undefined) ?? "default";
  return namespaces.map((one) => one ?? usual);
}

function namesOf(objects: readonly ChartObject[], sets: number): Names {
  return Array.from({ length: sets }, (_, index) => {
    const named = objects.filter(({ stem }) => stem !== undefined);
    return new Map(
      named.flatMap(({ variants, path }) => {
        const name = variants[index]?.metadata.name;
        return name === undefined ? [] : [[name, path] as const];
      }),
    );
  });
}

/** What the file of a template is called after: the name of the object in the values. */
function asNamedObject({ path, variants }: ChartObject): Manifest {
  const { apiVersion = "", kind = "" } = variants.find((one) => one !== undefined) ?? {};
  return { apiVersion, kind, metadata: { name: path.at(-1) ?? "" } };
}
