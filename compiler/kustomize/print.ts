import { isList, isObject, type Json } from "../kubernetes/json.ts";
import { printYaml } from "../kubernetes/print-yaml.ts";

/**
 * A value as kustomize prints it: fields by name, a list as far in as its field. Always YAML of exactly this value; of
 * rare texts, such as those that kustomize puts into single quotes, not the same one.
 */
export function printAsKustomize(value: Json): string {
  return `${lines(value).join("\n")}\n`;
}

/** Without indentation. */
function lines(value: Json): readonly string[] {
  if (isList(value)) {
    return value.flatMap((item) =>
      isLeaf(item) ? printed([item]) : lines(item).map((line, index) => (index === 0 ? `- ${line}` : indented(line))),
    );
  }
  if (!isObject(value)) return printed(value);
  return Object.keys(value)
    .sort()
    .flatMap((field) => {
      const item = value[field] ?? null;
      if (isLeaf(item)) return printed({ [field]: item });
      return [...printed(field).map((name) => `${name}:`), ...(isList(item) ? lines(item) : lines(item).map(indented))];
    });
}

/** What needs no lines below that of its field, but for those of a text. */
function isLeaf(value: Json): boolean {
  return isList(value) ? value.length === 0 : !isObject(value) || Object.keys(value).length === 0;
}

function printed(value: Json): readonly string[] {
  return printYaml(value).slice(0, -1).split("\n");
}

/** The empty lines of a text stay empty. */
function indented(line: string): string {
  return line === "" ? "" : `  ${line}`;
}
