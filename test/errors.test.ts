import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { workingTree } from "../compiler/repository/working-tree.ts";
import { workspace } from "./scenarios/workspace.ts";

const page = readFileSync("docs/errors.md", "utf8");

/** The text of every fenced block of a language. */
function blocks(language: string): string[] {
  return [...page.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, "gms"))].flatMap(([, text]) => text ?? []);
}

test("docs/errors.md lists every code of the source, and no other", () => {
  const tree = workingTree(".");
  const files = [...tree.files("apps"), ...tree.files("compiler")].filter(
    // charts have names such as bitnami/zookeeper
    (file) => file.endsWith(".ts") && !file.startsWith("apps/zookeeper/import/"),
  );
  const literals = /(?:code: |return |\? |: )"([a-z]+\/[a-z-]+)"/g;
  const used = files.flatMap((file) =>
    [...(tree.read(file) ?? "").matchAll(literals)].flatMap(([, code]) => code ?? []),
  );
  const listed = [...page.matchAll(/^\| `([a-z]+\/[a-z-]+)`/gm)].flatMap(([, code]) => code ?? []);
  expect(listed.toSorted()).toEqual([...new Set(used)].toSorted());
});

test("the examples of docs/errors.md are what its files give", async () => {
  const files = blocks("ts").map((text) => [/^\/\/ (\S+)\n/.exec(text)?.[1] ?? "", text]);
  const space = workspace(Object.fromEntries(files));
  const human = await space.overlayer("check");
  const github = await space.overlayer("compile", "--format", "github");
  const json = await space.overlayer("compile", "--format", "json");
  expect([human.stdout, github.stdout, json.stdout]).toEqual([...blocks("text"), ...blocks("json")]);
});
