import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { zooCfg } from "../../apps/zookeeper/resources/zoo-cfg.ts";
import { seed } from "../laws/seed.ts";
import { optionsWith } from "../zookeeper/options-of.ts";
import { arbitraryOptions } from "./arbitrary-options.ts";
import { measured } from "./figures.ts";
import { javaArguments } from "./java.ts";

test("the server accepts every zoo.cfg and knows all of its keys", ({ task }) => {
  const files = fc.sample(arbitraryOptions, { numRuns: 500, seed }).map(zooCfg);
  measured(task, { "files parsed": String(files.length) });
  expect(parse(files)).toEqual([]);
});

test.each([
  ["autopurge.purgeInteval=1", "0 unknown: autopurge.purgeInteval"],
  ["ssl.keyStore.locatoin=/tls", "0 unknown: ssl.keyStore.locatoin"],
  ["tickTime=yes", '0 refused: For input string: "yes"'],
])("a file with the line %s is noticed", (line, problem) => {
  expect(parse([`${zooCfg(optionsWith({}))}${line}\n`])).toEqual([problem]);
});

/** What the server's own parser does not like about texts of zoo.cfg, each named by its index. */
function parse(files: readonly string[]): readonly string[] {
  const directory = mkdtempSync("/run/configuration-");
  mkdirSync(`${directory}/files`);
  mkdirSync(`${directory}/data`);
  writeFileSync(`${directory}/data/myid`, "1\n");
  files.forEach((text, index) => {
    writeFileSync(`${directory}/files/${index}`, text);
  });
  const [source, ...folders] = ["test/real/configuration/Parse.java", `${directory}/files`, `${directory}/data`];
  const lines = execFileSync("java", javaArguments(source, ...folders), { encoding: "utf8" })
    .trim()
    .split("\n");
  expect(lines.at(-1)).toBe(`parsed ${files.length}`);
  return lines.slice(0, -1);
}
