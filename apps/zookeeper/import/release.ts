import type {
  ImportFinding,
  OptionPath,
  ReadObjects,
  ReadOption,
  ReleaseName,
  UnclearObjects,
} from "../../../compiler/application.ts";
import { isObject, type JsonObject } from "../../../compiler/kubernetes/json.ts";
import { withDefaults } from "./chart-objects.ts";
import { type Chart, chartOf } from "./charts.ts";
import { readObjects } from "./objects.ts";
import { type Finding, valueAt } from "./values.ts";

/**
 * Reads a values file as a release: options of its keys, and what is never to change of the objects that the chart makes
 * of it. Undefined where it is of no chart that is known.
 */
export function readRelease(values: JsonObject, asked: ReleaseName): ReadObjects | UnclearObjects | undefined {
  const chart = chartOf(values);
  if (chart === undefined) return undefined;
  const release = { name: asked.name ?? "zookeeper", namespace: asked.namespace ?? "default" };
  const file = withDefaults(values, chart.defaults);
  const { read, findings } = chart.read(file, release);
  const made = chart.objects(file, release);
  const objects = readObjects(made);
  if ("message" in objects) return objects;
  const options = read.map(({ option, value, path }): ReadOption => {
    return { path: option, value, from: { path: path.map(fieldStep) } };
  });
  return {
    options: [
      // the chart spreads pods as its objects say, unless a key of the file says it
      ...objects.options.filter(({ path }) => path[0] === "spreading"),
      ...options,
      ...objects.options.filter(isIdentity),
    ],
    findings: [
      ...aboutRelease(chart, release.name, String(made[0]?.metadata["namespace"])),
      ...defaultsOf(chart, values),
      ...findings.map(asFinding),
      ...objects.findings,
    ],
    compared: objects.compared,
    left: objects.left,
  };
}

/** True for what is read of the chart's objects alone: with another value the servers would not find their data. */
function isIdentity({ path: [first = ""], isFixed }: ReadOption): boolean {
  return (
    isFixed === true || ["directories", "names", "storage", "disruptionBudget", "overrides"].includes(String(first))
  );
}

function asFinding({ path, ...finding }: Finding): ImportFinding {
  return { ...finding, from: { path: path.map(fieldStep) }, severity: path.length === 0 ? "warning" : "note" };
}

function fieldStep(step: OptionPath[number]): ImportFinding["from"]["path"][number] {
  return typeof step === "number" ? { index: step } : step;
}

function aboutRelease(chart: Chart, name: string, namespace: string): readonly ImportFinding[] {
  return [
    {
      from: { path: [] },
      severity: "warning",
      message: `it is taken for the release ${name} in the namespace ${namespace} of the chart ${chart.name}, and compared with the StatefulSet, the Services and the PodDisruptionBudget that the chart makes of it; not with its scripts, variables and other objects`,
      hint: "with another release or namespace Overlayer would start a new, empty ensemble beside yours: name them by --release and --namespace. helm get manifest RELEASE | overlayer import - compares with all that runs",
    },
  ];
}

/** What the file leaves out, and what is taken for it. */
function defaultsOf({ defaults, otherDefaults }: Chart, values: JsonObject): readonly ImportFinding[] {
  const isMissing = (key: string) => valueAt(values, ...key.split(".")) === undefined;
  const taken = texts(defaults, []).filter(([key]) => isMissing(key));
  const others = Object.entries(otherDefaults).filter(([key]) => isMissing(key));
  const list = (entries: readonly (readonly [string, string])[]) =>
    entries.map(([key, value]) => `${key} (${value})`).join(", ");
  const parts = [
    ...(taken.length === 0 ? [] : [`taken is the chart's ${list(taken)}`]),
    ...(others.length === 0 ? [] : [`Overlayer's own default stands for the chart's ${list(others)}`]),
  ];
  if (parts.length === 0) return [];
  const message = `for what the file leaves out ${parts.join("; ")}`;
  return [
    {
      from: { path: [] },
      severity: "warning",
      message,
      hint: "helm get values RELEASE --all gives a file with all values",
    },
  ];
}

function texts(defaults: JsonObject, at: readonly string[]): readonly (readonly [string, string])[] {
  return Object.entries(defaults).flatMap(([key, value]) =>
    isObject(value) ? texts(value, [...at, key]) : [[[...at, key].join("."), String(value)] as const],
  );
}
