import type { Rule } from "../../compiler/application.ts";
import { fieldOf } from "../../compiler/kubernetes/compare.ts";
import { isList, isObject, type Json, type JsonObject } from "../../compiler/kubernetes/json.ts";

/** An option, or a group of options. */
interface Option {
  readonly path: string;
  readonly schema: JsonObject;
}

/** The reference of an application: its options from their JSON Schema, its rules with what `mistakes` says of each code. */
export function reference(
  name: string,
  schema: JsonObject,
  rules: readonly Pick<Rule<never>, "code" | "severity" | "why" | "source">[],
  mistakes: ReadonlyMap<string, string>,
): string {
  const options = optionsIn(schema, "");
  const groups = options.filter(isGroup);
  const groupSections = groups.map((group) => [
    `### ${group.path}`,
    `${text(group.schema, "description")}`,
    optionTable(leavesIn(group)),
  ]);
  return [
    `# ${name}`,
    "<!-- Generated from the schema, the defaults and the rules: `npx vitest run test/docs/reference.test.ts -u`. -->",
    `What an environment can set, as \`overlayer schema ${name.toLowerCase()}\` prints it for machines, and the rules that it is held to.`,
    "## Options",
    optionTable(options),
    ...groupSections.flat(),
    "## Rules",
    "An error stops everything, a warning is only shown. `production`: an error where the option `production` is true, else a\nwarning.",
    table(
      ["code", "severity", "what is wrong", "why", "source"],
      rules.map(({ code, severity, why, source }) => [`\`${code}\``, severity, mistakes.get(code) ?? "", why, source]),
    ),
  ].join("\n\n");
}

function optionsIn(schema: JsonObject, prefix: string): readonly Option[] {
  const properties = propertiesOf(schema);
  if (properties === undefined) return [];
  return Object.entries(properties).flatMap(([name, option]) =>
    isObject(option) ? [{ path: `${prefix}${name}`, schema: option }] : [],
  );
}

function leavesIn(group: Option): readonly Option[] {
  return optionsIn(group.schema, `${group.path}.`).flatMap((one) => (isGroup(one) ? leavesIn(one) : [one]));
}

/** Of a group, also of one that a word such as "none" can stand for. */
function propertiesOf(schema: JsonObject): JsonObject | undefined {
  const properties = fieldOf(schema, "properties");
  if (isObject(properties)) return properties;
  const any = fieldOf(schema, "anyOf");
  return isList(any) ? any.map((one) => (isObject(one) ? propertiesOf(one) : undefined)).find(isObject) : undefined;
}

function isGroup({ schema }: Option): boolean {
  return propertiesOf(schema) !== undefined;
}

function optionTable(options: readonly Option[]): string {
  const rows = options.map((option) => {
    const { path, schema } = option;
    const name = isGroup(option) ? `[\`${path}\`](#${path.toLowerCase()})` : `\`${path}\``;
    const source = text(schema, "source");
    const sentence = `${text(schema, "description")}${source === "" ? "" : ` (${source})`}`;
    return [name, isGroup(option) ? "group" : typeText(schema), defaultText(option), sentence];
  });
  return table(["option", "type", "default", "what it is"], rows);
}

function typeText(schema: JsonObject): string {
  const [title, type] = [text(schema, "title"), text(schema, "type")];
  const values = fieldOf(schema, "enum") ?? (Object.hasOwn(schema, "const") ? [schema["const"] ?? null] : undefined);
  if (title !== "") return title;
  if (isList(values)) return values.map(code).join(", ");
  const any = fieldOf(schema, "anyOf");
  if (isList(any)) return any.map((one) => (isObject(one) ? typeText(one) : "")).join(" or ");
  const items = fieldOf(schema, "items");
  if (type === "array") return `list of ${isObject(items) ? typeText(items) : "anything"}`;
  if (type === "object") return "map";
  return (
    { integer: `whole number${range(schema)}`, number: `number${range(schema)}`, boolean: "true or false" }[type] ??
    "text"
  );
}

function range(schema: JsonObject): string {
  const [least, most] = [fieldOf(schema, "minimum"), fieldOf(schema, "maximum")];
  const ends = [least, most === 2 ** 31 - 1 || most === Number.MAX_SAFE_INTEGER ? undefined : most];
  if (ends.every((end) => end === undefined)) return "";
  if (ends[1] === undefined) return ` from ${least}`;
  return ends[0] === undefined ? ` up to ${most}` : `, ${least} to ${most}`;
}

function defaultText(option: Option): string {
  const from = fieldOf(option.schema, "x-derived-from");
  if (isList(from)) return `from ${from.map((path) => `\`${path}\``).join(", ")}`;
  const value = fieldOf(option.schema, "default");
  if (isGroup(option)) return "see there";
  return value === undefined ? "absent" : code(value);
}

function code(value: Json): string {
  return `\`${JSON.stringify(value)}\``;
}

function text(schema: JsonObject, field: string): string {
  const value = fieldOf(schema, field);
  return typeof value === "string" ? value : "";
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => "---"), ...rows];
  return lines.map((cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`).join("\n");
}
