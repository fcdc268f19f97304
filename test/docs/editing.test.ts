import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { workspace } from "../scenarios/workspace.ts";

const page = readFileSync("docs/editing.md", "utf8");

function blocks(language: string): string[] {
  return [...page.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, "gms"))].flatMap(([, text]) => text ?? []);
}

test("the commands of docs/editing.md do what it says", async () => {
  const files = blocks("ts").map((text) => /^\/\/ (\S+)\n(.*)/s.exec(text)?.slice(1) ?? []);
  const space = workspace(Object.fromEntries(files));
  const shown = blocks("console");
  for (const block of shown) {
    const [line = ""] = block.split("\n");
    const { stdout, stderr } = await space.overlayer(...line.split(" ").slice(2));
    expect(`${line}\n${stdout}${stderr}`).toBe(block);
  }
  expect(shown.length).toBe(3);
});

test("the pattern for Renovate finds images with a tag, a digest and a registry's port", () => {
  const [manager] = JSON.parse(blocks("json")[0] ?? "").customManagers;
  const pattern = new RegExp(manager.matchStrings[0]);
  const digest = `sha256:${"a1".repeat(32)}`;
  const groups = (image: string) => ({ ...pattern.exec(`  image: "${image}", // why`)?.groups });
  expect(groups("zookeeper:3.9.5")).toEqual({ depName: "zookeeper", currentValue: "3.9.5" });
  expect(groups(`r.example.org:5000/zk:3.9.5@${digest}`)).toEqual({
    depName: "r.example.org:5000/zk",
    currentValue: "3.9.5",
    currentDigest: digest,
  });
  expect(new RegExp(manager.managerFilePatterns[0].slice(1, -1)).test("environments/eu/prod.ts")).toBe(true);
});
