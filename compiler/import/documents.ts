import type { Issue } from "../issue.ts";
import { displayName, identity, isManifest } from "../kubernetes/identity.ts";
import { isList, isObject, type Json, type JsonObject } from "../kubernetes/json.ts";
import type { Manifest } from "../kubernetes/manifest.ts";
import { parseApplied } from "../kubernetes/parse-yaml.ts";

/** An object of the input and where it is written: the number of its YAML document, and of its place in a List. */
export interface InputObject {
  readonly object: Manifest;
  readonly file: string;
  readonly document: number;
  readonly item?: number;
}

/** A values file of a chart. */
export interface InputValues {
  readonly file: string;
  readonly values: JsonObject;
}

/** What a file of the input holds. */
export interface InputFile {
  readonly objects: readonly InputObject[];
  /** A map that is no object: a values file. */
  readonly values?: JsonObject;
  readonly issues: readonly Issue[];
}

/** Reads a file of manifests, or a values file. */
export function readInput(file: string, text: string): InputFile {
  const parsed = parseApplied(text);
  if ("problem" in parsed) {
    const { message, line, column } = parsed.problem;
    const issue = isTemplate(text) ? templated(file, text) : unreadable(file, message, line, column);
    return { objects: [], issues: [issue] };
  }
  const repeated = parsed.repeated.map(({ message, line, column }): Issue => {
    const why = "kubectl takes the last one, and so does the import.";
    return { code: "import/repeated", severity: "warning", message, location: { file, line, column }, why };
  });
  // an environment file cannot name it, and no object of Kubernetes has it
  if (JSON.stringify(parsed.documents).includes('"__proto__":')) {
    const line = text.split("\n").findIndex((one) => one.includes("__proto__")) + 1;
    return { objects: [], issues: [unreadable(file, "a field is called __proto__", Math.max(1, line), 1)] };
  }
  const [first, ...more] = parsed.documents;
  if (isObject(first) && more.length === 0 && first["kind"] === undefined && first["apiVersion"] === undefined) {
    return { objects: [], values: first, issues: repeated };
  }
  const read = parsed.documents.map((document, index) => objectsIn(document, { file, document: index }));
  const objects = read.flatMap((one) => one ?? []);
  const strange = read.flatMap((one, index) => (one === undefined ? [notAnObject(file, index)] : []));
  const wild = objects
    .filter(({ object }) => isTemplated(object))
    .slice(0, 1)
    .map(() => templated(file, text));
  return { objects, issues: [...repeated, ...strange, ...wild] };
}

type Place = Pick<InputObject, "file" | "document">;

/** The objects of a document, those of a List one by one; undefined where it is none. */
function objectsIn(document: Json, place: Place): readonly InputObject[] | undefined {
  if (isManifest(document)) return [{ object: document, ...place }];
  const items = isObject(document) && String(document["kind"]).endsWith("List") ? document["items"] : undefined;
  if (!isList(items) || !items.every(isManifest)) return undefined;
  return items.map((object, item) => ({ object, ...place, item }));
}

/** A chart's template that happens to be YAML. What has text of its own, such as an alert, may hold the braces. */
function isTemplated({ metadata, kind, spec = null }: Manifest): boolean {
  const ownText = ["ConfigMap", "Secret", "PrometheusRule"].includes(kind);
  return /\{\{/.test(JSON.stringify(ownText ? metadata.name : [metadata, spec]));
}

function isTemplate(text: string): boolean {
  return /\{\{-?\s*[.$"(\w/]/.test(text);
}

function templated(file: string, text: string): Issue {
  const line = text.split("\n").findIndex((one) => one.includes("{{")) + 1;
  return {
    code: "import/template",
    message: "this is a template of Helm, not what it renders",
    location: { file, line: Math.max(1, line), column: 1 },
    why: "what runs depends on the values too.",
    hint: "import what it renders: `helm template RELEASE CHART -f values.yaml | overlayer import -`, or the folder of the chart.",
  };
}

function unreadable(file: string, message: string, line: number, column: number): Issue {
  return {
    code: "import/yaml",
    message: `this YAML is not read: ${message}`,
    location: { file, line, column },
    why: "its readers disagree on what it says, or nobody reads it.",
    hint: "write it out plainly; `kubectl get statefulset,service,pdb,configmap -o yaml | overlayer import -` has what runs in plain YAML.",
  };
}

function notAnObject(file: string, index: number): Issue {
  return {
    code: "import/object",
    message: `document ${index + 1} of ${file} is no Kubernetes object`,
    hint: "an object has apiVersion, kind and metadata.name; leave out what is none.",
  };
}

/** Objects that the input holds twice: which one runs nobody can tell. */
export function repeatedObjects(objects: readonly InputObject[]): readonly Issue[] {
  const seen = new Map<string, InputObject>();
  return objects.flatMap((one): readonly Issue[] => {
    const first = seen.get(identity(one.object));
    seen.set(identity(one.object), first ?? one);
    if (first === undefined) return [];
    return [
      {
        code: "import/duplicate",
        message: `${displayName(one.object)} is in ${first.file === one.file ? `${one.file} twice` : `${first.file} and in ${one.file}`}`,
        why: "only one of them can be what runs.",
        hint: "give the files of one ensemble alone; import others as environments of their own, by --name.",
      },
    ];
  });
}
