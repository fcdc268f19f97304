import type { Json } from "../kubernetes/json.ts";
import { printYaml } from "../kubernetes/print-yaml.ts";
import type { Node, Part } from "./chart-node.ts";

/** The template of one object, whose own values are at `path`; ends with a line break. */
export function printTemplate(part: Part, path: readonly string[]): string {
  const print = printer(path);
  const lines = print.guarded(part, () => print.lines(part.node, ""));
  const isUsed = lines.some((line) => line.includes("$values"));
  const variable = isUsed ? [`{{- $values := ${reference(path, [])} }}`] : [];
  return `${[...variable, ...lines].join("\n")}\n`;
}

/** A place in the values, such as `$.Values.namespace`, and below `own` `$values.spec` or `(index $values "a/b")`. */
function reference(path: readonly string[], own: readonly string[]): string {
  const isOwn = own.length > 0 && own.every((key, index) => path[index] === key);
  const [root, rest] = isOwn ? ["$values", path.slice(own.length)] : ["$.Values", path];
  if (rest.every((key) => /^[A-Za-z_]\w*$/.test(key))) return [root, ...rest].join(".");
  return `(index ${[root, ...rest.map(goText)].join(" ")})`;
}

function printer(own: readonly string[]) {
  const at = (path: readonly string[]) => reference(path, own);

  /** The text of a value that stands on one line, undefined for what needs lines of its own. */
  function inline(node: Node): string | undefined {
    if (node.type === "name") return `{{ include ${goText(nameTemplate(node.path))} $ }}`;
    if (node.type === "value") return node.asText ? `{{ ${at(node.path)} }}` : `{{ toJson ${at(node.path)} }}`;
    if (node.type !== "literal") return undefined;
    // Helm trims what is before an action and at the end of a document
    if (typeof node.value === "string" && /\s$/.test(node.value.replace(/\n$/, "")))
      return `{{ toJson ${goText(node.value)} }}`;
    return typeof node.value === "string" && node.value.includes("\n") ? undefined : yaml(node.value);
  }

  function lines(node: Node, indent: string): readonly string[] {
    if (node.type === "map") return node.entries.flatMap((entry) => guarded(entry, () => field(entry, indent)));
    if (node.type === "list") return node.items.flatMap((item) => guarded(item, () => listItem(item, indent)));
    return [`${indent}${inline(node) ?? ""}`];
  }

  function field({ field: name, node }: Part & { readonly field: string }, indent: string): readonly string[] {
    const text = inline(node);
    const key = `${indent}${yaml({ [name]: 0 }).slice(0, -" 0".length)}`;
    if (text !== undefined) return [`${key} ${text}`];
    if (node.type === "texts") {
      const entry = `${indent}  {{ toJson $name }}: {{ include "text" $text }}`;
      return [key, `{{- range $name, $text := ${at(node.path)} }}`, entry, "{{- end }}"];
    }
    if (node.type === "literal") return indented(yaml({ [name]: node.value }), indent);
    return [key, ...lines(node, `${indent}  `)];
  }

  function listItem({ node }: Part, indent: string): readonly string[] {
    if (inline(node) === undefined && node.type === "literal") return indented(yaml([node.value]), indent);
    const [first = "", ...others] = lines(node.type === "map" ? startingUnguarded(node) : node, `${indent}  `);
    return [`${indent}- ${first.slice(indent.length + 2)}`, ...others];
  }

  function guarded({ when }: Part, body: () => readonly string[]): readonly string[] {
    if (when === undefined) return body();
    const above = when.path.slice(0, -1);
    const condition = when.is === "true" ? at(when.path) : `hasKey ${at(above)} ${goText(when.path.at(-1) ?? "")}`;
    return [`{{- if ${condition} }}`, ...body(), "{{- end }}"];
  }

  return { lines, guarded };
}

/** The helper that makes the name of the object whose values are at the path. */
function nameTemplate(path: readonly string[]): string {
  return `${path.join("/")}.name`;
}

/** Makes the name of an object of its content as kustomize does. */
const contentHash = `{{- define "contentHash" -}}
{{ dict "data" . "kind" "ConfigMap" "name" "" | toJson | sha256sum | trunc 10
  | replace "0" "g" | replace "1" "h" | replace "3" "k" | replace "a" "m" | replace "e" "t" }}
{{- end }}
`;

/** Prints a text of a ConfigMap in lines where YAML keeps it exactly, and else as JSON. */
const textBlock = `{{- define "text" -}}
{{- if regexMatch "^[!-~]([ -~\\t\\n]*[!-~])?\\n$" . }}|
{{ trimSuffix "\\n" . | indent 4 }}
{{- else }}{{ toJson . }}{{ end -}}
{{- end }}
`;

/** The helpers of a chart with objects that are named by their content. */
export function printHelpers(named: readonly { readonly path: readonly string[]; readonly stem: string }[]): string {
  const names = named.map(({ path, stem }) => {
    const hash = `include "contentHash" ${reference([...path, "data"], [])}`;
    return `{{- define ${goText(nameTemplate(path))} -}}
{{ print ${goText(`${stem}-`)} (${hash}) | toJson }}
{{- end }}
`;
  });
  return [contentHash, textBlock, ...names].join("");
}

/** An item begins on the line of its dash, where no action can stand. */
function startingUnguarded(node: Extract<Node, { type: "map" }>): Node {
  const start = node.entries.findIndex(({ when }) => when === undefined);
  const entry = node.entries[start];
  return entry === undefined ? node : { ...node, entries: [entry, ...node.entries.toSpliced(start, 1)] };
}

function indented(text: string, indent: string): readonly string[] {
  return text.split("\n").map((line) => (line === "" ? "" : indent + line));
}

/** YAML without its last line break, in which nothing is an action. */
function yaml(value: Json): string {
  return printYaml(value).slice(0, -1).replaceAll("{{", '{{ "{{" }}');
}

/** A text as Go's templates write one. */
function goText(text: string): string {
  return JSON.stringify(text);
}
