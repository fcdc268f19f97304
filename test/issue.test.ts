import { expect, test } from "vitest";
import { type Issue, inOrder } from "../compiler/issue.ts";

const at = (file: string) => ({ file, line: 1, column: 1 });
const wrong = (environment: string, file: string): Issue => ({
  code: "option/unknown",
  message: "there is no option foo",
  location: at(file),
  environment,
});

test("a mistake in a shared file is told once, of the base, with all environments that have it", () => {
  const inShared = ["prod", "base", "demo"].map((name) => wrong(name, "environments/base.ts"));
  const own = wrong("demo", "environments/demo.ts");
  expect(inOrder([...inShared, own])).toEqual([
    { ...wrong("base", "environments/base.ts"), environments: ["base", "demo", "prod"] },
    own,
  ]);
});

test("what several runs found is put together with all of their environments", () => {
  const part = (...names: readonly string[]) => inOrder(names.map((name) => wrong(name, "environments/base.ts")));
  const [whole, ...others] = inOrder([...part("base", "c", "d"), ...part("base", "a", "b")]);
  expect(others).toEqual([]);
  expect(whole?.environments?.toSorted()).toEqual(["a", "b", "base", "c", "d"]);
});

test("an error in some environments is not said to be one where it is a warning", () => {
  const warning = { ...wrong("demo", "environments/base.ts"), severity: "warning" as const };
  const error = wrong("prod", "environments/base.ts");
  expect(inOrder([warning, error])).toEqual([error, warning]);
});
