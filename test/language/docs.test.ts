import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { evaluate } from "../../compiler/evaluate/evaluate.ts";
import type { JsonObject } from "../../compiler/kubernetes/json.ts";
import { treeOf } from "../../compiler/tree.ts";
import { treesOf } from "../evaluate/trees.ts";

interface Example {
  readonly section: string;
  readonly files: ReadonlyMap<string, string>;
  /** The environment file that the result is of: the last one before it. */
  readonly file: string;
  readonly kind: string;
  readonly result: string;
}

/** The page's examples: each result with all files before it, as later ones take the place of earlier ones. */
function examplesIn(page: string): readonly Example[] {
  const examples: Example[] = [];
  const files = new Map<string, string>();
  let section = "";
  let environment = "";
  for (const { groups = {} } of page.matchAll(/^## (?<heading>.*)$|^```(?<kind>\w+)\n(?<text>[\s\S]*?)^```$/gm)) {
    const { heading, kind = "", text = "" } = groups;
    const file = /^\/\/ (\S+\.ts)\n/.exec(text)?.[1];
    if (heading !== undefined) section = heading;
    else if (file !== undefined) files.set(file, text);
    else examples.push({ section, files: new Map(files), file: environment, kind, result: text });
    if (file?.startsWith("environments/")) environment = file;
  }
  return examples;
}

const examples = examplesIn(readFileSync("docs/language.md", "utf8"));

test("the page has examples", () => {
  expect(examples.length).toBeGreaterThan(10);
});

test.each(examples)("$section: $result", async ({ files, file, kind, result }) => {
  const trees = { ...treesOf({}), repository: treeOf(files) };
  const name = file.slice("environments/".length, -".ts".length);
  const { evaluations, issues } = await evaluate([{ name, file }], trees);
  if (kind === "json") {
    expect(issues).toEqual([]);
    const shown = JSON.parse(result);
    expect(evaluations.map((one) => one.name)).toEqual(evaluations[0]?.key === undefined ? [name] : Object.keys(shown));
    for (const { key, name, instances } of evaluations) {
      const environment = key === undefined ? shown : shown[name];
      const all = Array.isArray(environment) ? environment : [environment];
      expect(instances.map(({ options }, index) => only(options, all[index]))).toEqual(all);
    }
  } else {
    const lines = issues.map(
      ({ code, location, message }) => `${code} at ${location?.file}:${location?.line}: ${message}`,
    );
    expect(lines.join("\n")).toBe(result.trim());
  }
});

/** Of the options those that are shown. */
function only(options: JsonObject, shown: object): JsonObject {
  return Object.fromEntries(Object.entries(options).filter(([name]) => Object.hasOwn(shown, name)));
}
