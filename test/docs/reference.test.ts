import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { zookeeperApplication } from "../../apps/zookeeper/application.ts";
import { optionSchema } from "../../compiler/option-schema.ts";
import { workingTree } from "../../compiler/repository/working-tree.ts";
import { reference } from "./reference.ts";

test("docs/reference/zookeeper.md is what the schema, the defaults and the rules say", async () => {
  const schema = await optionSchema(zookeeperApplication, workingTree("."));
  const rows = readFileSync("docs/errors.md", "utf8").matchAll(/^\| `(zookeeper\/[a-z-]+)` *\| (.*?) *\|$/gm);
  const mistakes = new Map([...rows].map(([, code = "", text = ""]) => [code, text]));
  const { rules, changes } = zookeeperApplication;
  const all = [...rules, ...changes.map((rule) => ({ ...rule, severity: "error" as const }))];
  const page = reference("ZooKeeper", schema, all, mistakes);
  expect(page).not.toContain("|  |");
  await expect(`${page}\n`).toMatchFileSnapshot("../../docs/reference/zookeeper.md");
});
