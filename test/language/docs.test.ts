import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { evaluate } from "../../compiler/evaluate/evaluate.ts";
import { treeOf } from "../../compiler/tree.ts";
import { treesOf } from "../evaluate/trees.ts";

interface Example {
  readonly section: string;
  readonly files: ReadonlyMap<string, string>;
  readonly kind: string;
  readonly result: string;
}

/** The page's examples: each result with all files before it, as later ones take the place of earlier ones. */
function examplesIn(page: string): readonly Example[] {
  const examples: Example[] = [];
  const files = new Map<string, string>();
  let section = "";
  for (const { groups = {} } of page.matchAll(/^## (?<heading>.*)$|^```(?<kind>\w+)\n(?<text>[\s\S]*?)^```$/gm)) {
    const { heading, kind = "", text = "" } = groups;
    const file = /^\/\/ (\S+\.ts)\n/.exec(text)?.[1];
    if (heading !== undefined) section = heading;
    else if (file !== undefined) files.set(file, text);
    else examples.push({ section, files: new Map(files), kind, result: text });
  }
  return examples;
}

const examples = examplesIn(readFileSync("docs/language.md", "utf8"));

test("the page has examples", () => {
  expect(examples.length).toBeGreaterThan(10);
});

test.each(examples)("$section: $result", async ({ files, kind, result }) => {
  const trees = { ...treesOf({}), repository: treeOf(files) };
  const { evaluations, issues } = await evaluate([{ name: "prod", file: "environments/prod.ts" }], trees);
  if (kind === "json") {
    expect(issues).toEqual([]);
    expect(evaluations[0]?.options).toMatchObject(JSON.parse(result));
    for (const [name, value] of Object.entries(JSON.parse(result))) {
      expect(evaluations[0]?.options[name]).toEqual(value);
    }
  } else {
    const lines = issues.map(
      ({ code, location, message }) => `${code} at ${location?.file}:${location?.line}: ${message}`,
    );
    expect(lines.join("\n")).toBe(result.trim());
  }
});
