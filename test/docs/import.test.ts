import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { workspace } from "../scenarios/workspace.ts";

test("the example of docs/import.md is what an import writes", async () => {
  const page = readFileSync("docs/import.md", "utf8");
  const block = (language: string) => new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, "ms").exec(page)?.[1] ?? "";
  const space = workspace({ "zookeeper.yaml": block("yaml") });
  expect((await space.overlayer("import", "zookeeper.yaml")).code).toBe(0);
  expect(space.read("environments/prod.ts")).toBe(block("ts"));
});
