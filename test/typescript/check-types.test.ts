import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { SetupError } from "../../compiler/setup-error.ts";
import { treeOf } from "../../compiler/tree.ts";
import { checkTypes } from "../../compiler/typescript/check-types.ts";
import { reachableFiles } from "../../compiler/typescript/reachable.ts";
import { runTypeScript } from "../../compiler/typescript/run.ts";

test("columns count UTF-16 code units, and a file may have any name", async () => {
  const file = "profiles/q (1,2) é.ts";
  expect(await checkTypes(new Map([[file, 'const s = "😀é", n: number = s;\n']]), process.cwd(), "")).toEqual([
    {
      code: "types/TS2322",
      message: "Type 'string' is not assignable to type 'number'.",
      location: { file, line: 1, column: 18, endColumn: 19 },
    },
  ]);
});

test("what a sandbox does not have is no name of the types either", async () => {
  const issues = await checkTypes(new Map([["a.ts", "export default [process, document];\n"]]), process.cwd(), "");
  expect(issues.map(({ message }) => message)).toEqual(["Cannot find name 'process'.", "Cannot find name 'document'."]);
});

test("a missing type checker is an error of the machine", async () => {
  const empty = mkdtempSync(join(tmpdir(), "overlayer-test-"));
  onTestFinished(() => rmSync(empty, { recursive: true }));
  await expect(checkTypes(new Map([["a.ts", ""]]), empty, "")).rejects.toThrow(SetupError);
});

test.for([
  ["says nothing and fails", "false"],
  ["says what cannot be read", "echo"],
  ["does not exist", "overlayer-has-no-such-program"],
] as const)("a type checker that %s is an error of the machine", async ([, program]) => {
  await expect(runTypeScript(program, ".", new AbortController().signal)).rejects.toThrow(SetupError);
});

test.for([
  ["is out of stack", "echo 'fatal error: stack overflow' >&2; exit 2", "fatal error: stack overflow"],
  ["is killed", "kill -9 $$", "SIGKILL"],
] as const)("a type checker that %s is told as a mistake in the files", async ([, script, said]) => {
  const folder = mkdtempSync(join(tmpdir(), "overlayer-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const program = join(folder, "tsc");
  writeFileSync(program, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  expect(await runTypeScript(program, folder, new AbortController().signal)).toEqual([
    { code: "unfinished", lines: [`the type checker crashed: ${said}`] },
  ]);
});

test("reachableFiles follows relative imports of every form, in circles too, and none that leads out", () => {
  const files = {
    "environments/prod.ts": `import base from "./base.ts"; import type { A } from '../profiles/a.ts';`,
    "environments/base.ts": `import "./prod.ts";\nexport * from "../../outside.ts";`,
    "profiles/a.ts": `export {\n  b,\n} from\n  "./deep/b.ts"; type C = import("./c.ts").C;`,
    "profiles/deep/b.ts": `import lodash from "lodash"; import "./gone.ts";`,
    "profiles/c.ts": "",
    "profiles/unused.ts": "",
  };
  const reached = reachableFiles(treeOf(new Map(Object.entries(files))), ["environments/prod.ts"]);
  const { "profiles/unused.ts": _, ...wanted } = files;
  expect(Object.fromEntries(reached)).toEqual(wanted);
});
