import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { manifest } from "../../compiler/language/manifest.ts";
import { type Program, programs } from "./oracle/program.ts";
import { toJsonnet } from "./oracle/to-jsonnet.ts";
import { toLayer } from "./oracle/to-layer.ts";

// ORACLE_SEED=… tries other programs, ORACLE_RECORD=1 writes the recorded ones again.
const seed = Number(process.env["ORACLE_SEED"] ?? 20_260_101);
const recording = "test/language/fixtures/oracle.json";
const hasJsonnet = spawnSync("jsonnet", ["--version"]).status === 0;

/** The final options, or undefined where a program fails. */
function ours(program: Program): unknown {
  const { instances, problems } = JSON.parse(manifest({ default: toLayer(program) }));
  return problems.length === 0 ? instances[0].options : undefined;
}

/** What jsonnet makes of a text; undefined where it fails. */
function jsonnet(text: string): unknown {
  const { status, stdout } = spawnSync("jsonnet", ["-"], { input: text, encoding: "utf8", maxBuffer: 1 << 28 });
  return status === 0 ? JSON.parse(stdout) : undefined;
}

test.runIf(hasJsonnet)("random layers mean what they mean in jsonnet", { timeout: 60_000 }, () => {
  const all = fc.sample(programs, { seed, numRuns: 2500 }).map((program) => ({ program, result: ours(program) }));
  const sound = all.filter(({ result }) => result !== undefined);
  const failing = all.filter(({ result }) => result === undefined);
  // One process for all that evaluate; what fails needs one each.
  const expected = jsonnet(`[${sound.map(({ program }) => toJsonnet(program)).join(",\n")}]`);
  expect(Array.isArray(expected), "one of them fails in jsonnet only").toBe(true);
  for (const [index, { program, result }] of sound.entries()) {
    expect(result, toJsonnet(program)).toEqual(Reflect.get(Object(expected), index));
  }
  expect(failing.length).toBeGreaterThan(all.length / 50);
  expect(sound.length).toBeGreaterThan(all.length / 2);
  for (const { program } of failing.slice(0, 40)) {
    expect(jsonnet(toJsonnet(program)), toJsonnet(program)).toBeUndefined();
  }
  if (process.env["ORACLE_RECORD"] === undefined) return;
  const cases = [...sound.slice(0, 60), ...failing.slice(0, 20)];
  writeFileSync(recording, `[\n${cases.map((one) => JSON.stringify(one)).join(",\n")}\n]\n`);
});

test("recorded layers mean what they mean in jsonnet", () => {
  const cases: readonly { program: Program; result?: unknown }[] = JSON.parse(readFileSync(recording, "utf8"));
  for (const { program, result } of cases) expect(ours(program), toJsonnet(program)).toEqual(result);
  expect(cases.length).toBe(80);
});
