import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { workspace } from "../scenarios/workspace.ts";

const page = "docs/review.md";

test("the example of docs/review.md is what its files give (UPDATE_DOCS=1 renews it)", async () => {
  const text = readFileSync(page, "utf8");
  const files = [...text.matchAll(/^```ts\n(\/\/ (\S+)\n.*?)^```/gms)].map(([, source = "", name = ""]) => [
    name,
    source,
  ]);
  const space = workspace(Object.fromEntries(files));
  const after = space.read("environments/prod.ts");
  space.write("environments/prod.ts", after.replace("500Gi", "250Gi"));
  await space.overlayer("compile");
  space.commit("before");
  space.write("environments/prod.ts", after);
  const { stdout } = await space.overlayer("diff");
  const renewed = text.replace(/^```text\n.*?^```/ms, () => `\`\`\`text\n${stdout}\`\`\``);
  if (process.env["UPDATE_DOCS"] === "1") writeFileSync(page, renewed);
  expect(text).toBe(renewed);
}, 30_000);
