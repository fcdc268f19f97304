import { expect, test } from "vitest";
import { defaultLimits } from "../../compiler/evaluate/limits.ts";
import { evaluateAll } from "./trees.ts";

const sane = 'import { app } from "overlayer/app";\nexport default app;\n';
const limits = { ...defaultLimits, steps: 300 };

test.each([
  ["an endless getter", "{ get message() { for (;;) {} } }"],
  ["an endless toJSON", "{ toJSON() { for (;;) {} } }"],
  ["a proxy", "new Proxy({}, { get() { for (;;) {} }, ownKeys() { for (;;) {} } })"],
  ["an endless error", 'Object.defineProperty(new Error("x"), "stack", { get() { for (;;) {} } })'],
  ["a symbol", 'Symbol("x")'],
  ["nothing", "undefined"],
  ["null", "null"],
  ["a big integer", "10n"],
  ["a long text", '"x".repeat(5_000_000)'],
  ["a map in itself", "(() => { const map: any = {}; map.map = map; return map; })()"],
  ["a prototype", '{ ["__proto__"]: 1, message: { a: 1 }, stack: [] }'],
  [
    "a false stack",
    'Object.assign(new Error("x"), { stack: "    at x (/repository/sane.ts:1:1)\\n    at x (/etc/passwd.ts:9:9)\\n" })',
  ],
  ["a false limit", 'Object.assign(new InternalError("interrupted"), { stack: 1 })'],
  ["a proxied error", 'new Proxy(new Error("x"), {})'],
])("an environment that throws %s is an issue of its own", async (_, thrown) => {
  const top = `declare const InternalError: any;\nthrow ${thrown};\n`;
  const field = `declare const InternalError: any;
import { app } from "overlayer/app";
export default app.extend({ extra: () => { throw ${thrown}; } });
`;
  const { evaluations, issues } = await evaluateAll({ "top.ts": top, "field.ts": field, "sane.ts": sane }, limits);
  expect(evaluations.map(({ name }) => name)).toEqual(["sane"]);
  expect(new Set(issues.map(({ environment }) => environment))).toEqual(new Set(["top", "field"]));
  for (const { message } of issues) expect(message.length).toBeLessThan(20_000);
});

test.each([
  ["JSON", "(JSON as any).stringify = () => { throw 1; }; (JSON as any).parse = 1;"],
  ["maps", "Map.prototype.values = Map.prototype.get = Map.prototype.set = () => { throw 1; };"],
  [
    "lists",
    "for (const name of Object.getOwnPropertyNames(Array.prototype)) try { (Array.prototype as any)[name] = 1; } catch {}",
  ],
  [
    "objects",
    "for (const name of Object.getOwnPropertyNames(Object)) try { (Object as any)[name] = () => 1; } catch {}",
  ],
  ["the prototype", 'Object.defineProperty(Object.prototype, "kind", { get: () => "x", set() { throw 1; } });'],
  ["proxies", "(globalThis as any).Proxy = (globalThis as any).WeakMap = (globalThis as any).Reflect = undefined;"],
  ["errors", "Error.prototype.toString = () => { throw 1; }; (globalThis as any).Error = undefined;"],
])("an environment that breaks %s harms only itself", async (_, code) => {
  const file = `import { app } from "overlayer/app";\n${code}\nexport default app.extend({ servers: NaN });\n`;
  const { evaluations, issues } = await evaluateAll({ "bad.ts": file, "sane.ts": sane }, limits);
  expect(evaluations.map(({ name }) => name)).toContain("sane");
  expect(issues.every(({ environment }) => environment === "bad")).toBe(true);
});
