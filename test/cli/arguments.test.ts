import { expect, test } from "vitest";
import { parseArguments } from "../../compiler/cli/arguments.ts";
import { commands } from "../../compiler/cli/commands.ts";

function parse(name: string, ...words: readonly string[]) {
  const command = commands.find((one) => one.name === name);
  if (command === undefined) throw new Error(name);
  return parseArguments(command, words);
}

test("arguments, flags and values in any order; choices have a default", () => {
  expect(parse("compile", "--out=../x", "prod", "--check", "demo")).toEqual({
    args: ["prod", "demo"],
    flags: new Set(["out", "check"]),
    values: new Map([
      ["format", "human"],
      ["out", "../x"],
    ]),
  });
});

test("after -- everything is an argument", () => {
  expect(parse("compile", "--", "--check")).toMatchObject({ args: ["--check"] });
});

test("help wins over every mistake", () => {
  expect(parse("render", "--nonsense", "-h")).toEqual({ help: true });
});

test.for([
  ["compile --chek", "there is no option --chek"],
  ["compile -x", "there is no option -x"],
  ["compile --check=yes", "--check takes no value"],
  ["compile --out", "--out needs a value: <folder>"],
  ["compile --out=", "--out needs a value: <folder>"],
  ["check --format xml", "--format is xml, expected human, json, github, gitlab, sarif"],
  ["render", "<environment> is missing"],
  ["render a b", "there is an argument too many: b"],
])("%s", ([line = "", mistake]) => {
  const [name = "", ...words] = line.split(" ");
  expect(parse(name, ...words)).toEqual({ mistake });
});

test("limits are read each on its own, and refused whole where one is not understood", () => {
  expect(parse("render", "prod", "--limits", "memory=128")).toMatchObject({
    values: new Map([["limits", "memory=128"]]),
  });
  expect(parse("diff", "--limits", "memory=128MB")).toEqual({
    mistake: "--limits is memory=128MB, expected steps=10000,memory=64,seconds=10",
  });
});
