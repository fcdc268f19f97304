import { execFileSync, spawnSync } from "node:child_process";
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
  const { options, problems } = JSON.parse(manifest({ default: toLayer(program) }));
  return problems.length === 0 ? options : undefined;
}

function jsonnet(text: string): unknown {
  try {
    const options = { encoding: "utf8", stdio: "pipe", maxBuffer: 1 << 28 } as const;
    return JSON.parse(execFileSync("jsonnet", ["-e", text], options));
  } catch {
    return undefined;
  }
}

/** What jsonnet makes of programs: those that should evaluate in one process, those that should fail in one each. */
function oracle(all: readonly Program[]): readonly unknown[] {
  const sound = all.filter((program) => ours(program) !== undefined);
  const batch = jsonnetFile(`[${sound.map(toJsonnet).join(",\n")}]`);
  const results = new Map(sound.map((program, index) => [program, batch?.[index]]));
  return all.map((program) => results.get(program) ?? jsonnet(toJsonnet(program)));
}

function jsonnetFile(text: string): readonly unknown[] | undefined {
  const { status, stdout } = spawnSync("jsonnet", ["-"], { input: text, encoding: "utf8", maxBuffer: 1 << 28 });
  return status === 0 ? JSON.parse(stdout) : undefined;
}

test.runIf(hasJsonnet)("random layers mean what they mean in jsonnet", { timeout: 60_000 }, () => {
  const all = fc.sample(programs, { seed, numRuns: 3000 });
  const expected = oracle(all);
  for (const [index, program] of all.entries()) {
    expect(ours(program), toJsonnet(program)).toEqual(expected[index]);
  }
  const failing = expected.filter((one) => one === undefined).length;
  expect(failing).toBeGreaterThan(all.length / 50);
  expect(failing).toBeLessThan(all.length / 2);
  if (process.env["ORACLE_RECORD"] !== undefined) {
    const cases = all.slice(0, 150).map((program, index) => ({ program, result: expected[index] }));
    writeFileSync(recording, `[\n${cases.map((one) => JSON.stringify(one)).join(",\n")}\n]\n`);
  }
});

test("recorded layers mean what they mean in jsonnet", () => {
  const cases: readonly { program: Program; result?: unknown }[] = JSON.parse(readFileSync(recording, "utf8"));
  for (const { program, result } of cases) expect(ours(program), toJsonnet(program)).toEqual(result);
  expect(cases.length).toBeGreaterThan(100);
});
