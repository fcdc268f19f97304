import { expect, test } from "vitest";
import { rules } from "../../../apps/zookeeper/rules/rules.ts";
import { workingTree } from "../../../compiler/repository/working-tree.ts";

test("every file of a rule is in the list, and every rule has the code of its file", () => {
  const files = workingTree(".").files("apps/zookeeper/rules");
  const names = files.map((file) => file.replace(/^.*\/(.*)\.ts$/, "$1")).filter((name) => name !== "rules");
  expect(rules.map(({ code }) => code).sort()).toEqual(names.map((name) => `zookeeper/${name}`).sort());
});
