import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { fleet } from "../../bench/fleet.ts";
import { newFolder, removeFolders } from "../../bench/folders.ts";
import { newRepository, setCpu } from "../../bench/repository.ts";
import { writeTable } from "../../bench/table.ts";

afterAll(removeFolders);

test("every run of an edit finds another one, in an environment and in the base", () => {
  const folder = newRepository(fleet(2));
  for (const file of ["environments/env-1.ts", "environments/base.ts"]) {
    const texts = [1, 2, 3].map((cpu) => {
      setCpu(folder, file, cpu);
      return readFileSync(join(folder, file), "utf8");
    });
    expect(texts.map((text) => text.match(/cpu: \d+/g))).toEqual([["cpu: 1"], ["cpu: 2"], ["cpu: 3"]]);
  }
});

test("the table goes into its place of the document, again and again, and nothing else changes", () => {
  const document = readFileSync("docs/performance.md", "utf8");
  const file = join(newFolder(), "performance.md");
  writeFileSync(file, document);
  const write = (measured: string) => {
    writeTable(file, [{ job: "a job", measured, bar: "≤ 2 s", isMet: false }]);
    return readFileSync(file, "utf8");
  };
  write("3 s");
  const written = write("4 s");
  expect(written).toContain("| a job | 4 s | ≤ 2 s | **missed** |\n");
  expect(written).not.toContain("3 s |");
  const outside = (text: string) => text.replace(/(?<=begin -->).*(?=<!-- npm)/s, "");
  expect(outside(written)).toBe(outside(document));
});
