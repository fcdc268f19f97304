import { expect, test } from "vitest";
import { defaultLimits } from "../../compiler/evaluate/limits.ts";
import { evaluateAll, optionsOf } from "./trees.ts";

const sane = 'import { app } from "overlayer/app";\nexport default app;\n';
const limits = { ...defaultLimits, steps: 1000 };

/** Evaluates an environment with some code before its export, beside one that is sound. */
async function probe(code: string, extra = "1") {
  const file = `import { app } from "overlayer/app";\n${code}\nexport default app.extend({ extra: ${extra} });\n`;
  const { evaluations, issues } = await evaluateAll({ "probe.ts": file, "sane.ts": sane }, limits);
  expect(evaluations.map(({ name }) => name)).toContain("sane");
  const probed = evaluations.find(({ name }) => name === "probe");
  return { issue: issues[0], extra: probed && optionsOf(probed)["extra"] };
}

test.each([
  "process.env.HOME",
  "require('fs')",
  "fetch('https://example.com')",
  "new Date()",
  "Date.now()",
  "performance.now()",
  "console.log(1)",
  "setTimeout(() => {}, 1)",
  "crypto.randomUUID()",
  "Math.random()",
  "new WeakRef({})",
  "new FinalizationRegistry(() => {})",
  "WebAssembly.compile",
  "navigator.userAgent",
  "Intl.DateTimeFormat()",
  "std.getenv('HOME')",
  "os.getenv('HOME')",
  "scriptArgs[0]",
])("%s is an error at its line", async (expression) => {
  const { issue } = await probe(`const value: unknown = ${expression};`, "String(value)");
  expect(issue).toMatchObject({
    code: "evaluate/throw",
    environment: "probe",
    location: { file: "probe.ts", line: 2 },
  });
});

test.each([
  ["constructor.constructor", `({}).constructor.constructor("return typeof process + typeof require")()`],
  ["a function's constructor", `(async () => {}).constructor.constructor("return typeof process + typeof require")()`],
  ["eval", `(0, eval)("typeof process + typeof require")`],
  ["the global object", `typeof (globalThis as any).process + typeof (globalThis as any).require`],
  [
    "Error.prepareStackTrace",
    `(() => {
    (Error as any).prepareStackTrace = (_: unknown, frames: any) => frames;
    const frames: any = new Error().stack;
    return typeof frames === "string" ? "undefinedundefined" : typeof frames[0].getThis().process + "x";
  })()`,
  ],
])("%s leads to nothing of the host", async (_, expression) => {
  expect((await probe(`const value: any = ${expression};`, "value")).extra).toBe("undefinedundefined");
});

test("the error of a refused import is the sandbox's own", async () => {
  const { issue, extra } = await probe(
    `const value = await import("node:" + "fs").catch((error) => error.constructor.constructor("return typeof process")());`,
    "value",
  );
  expect(issue?.code ?? extra).toBe("undefined");
});
