import { expect, test } from "vitest";
import { oncePer, remembering } from "../../compiler/kubernetes/remembering.ts";

test("a short text is asked about once, and what is remembered does not grow for ever", () => {
  let asked = 0;
  const upper = remembering((text: string) => {
    asked += 1;
    return text.toUpperCase();
  });
  const texts = Array.from({ length: 5000 }, (_, index) => `text ${index}`);
  for (const text of texts) expect([upper(text), upper(text)]).toEqual([text.toUpperCase(), text.toUpperCase()]);
  expect(asked).toBe(5000);
  // the first ones were forgotten
  upper("text 0");
  expect(asked).toBe(5001);
  const long = "x".repeat(101);
  asked = 0;
  expect([upper(long), upper(long)]).toEqual([long.toUpperCase(), long.toUpperCase()]);
  expect(asked).toBe(2);
});

test("an object is asked about once, an equal one anew", () => {
  const made = oncePer(({ name }: { readonly name: string }) => ({ label: name }));
  const object = { name: "zk" };
  expect(made(object)).toBe(made(object));
  expect(made({ ...object })).not.toBe(made(object));
});
