import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalQuantity, parseQuantity } from "../../compiler/kubernetes/quantity.ts";

const billion = 10n ** 9n;
const suffix = fc.constantFrom("n", "u", "m", "", "k", "M", "G", "T", "P", "E", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei");
const whole = fc.tuple(fc.nat(), suffix).map(([number, unit]) => `${number}${unit}`);

test.each([
  ["1", billion],
  ["0.5", billion / 2n],
  ["500m", billion / 2n],
  ["1k", 1000n * billion],
  ["1Ki", 1024n * billion],
  ["1.5Gi", 1536n * 1024n * 1024n * billion],
  ["1e3", 1000n * billion],
  ["2E2", 200n * billion],
  ["2E", 2n * 10n ** 18n * billion],
  ["25e-1", (5n * billion) / 2n],
  ["-1n", -1n],
  ["+.5", billion / 2n],
  ["5.", 5n * billion],
])("%s is %s billionths", (text, value) => {
  expect(parseQuantity(text)).toBe(value);
});

test.each([
  "",
  ".",
  "4 GB",
  "4GB",
  "Gi",
  "1ki",
  "1mi",
  "0x10",
  "1e",
  "1e999",
  "NaN",
  "0.1n",
  "1\n",
  "9".repeat(31),
  "1_000",
])("%j is no quantity", (text) => {
  expect(parseQuantity(text)).toBeUndefined();
  expect(canonicalQuantity(text)).toBe(text);
});

test.each([
  ["0.5", "500m"],
  ["2.0", "2"],
  ["1024Mi", "1Gi"],
  ["1.5Gi", "1536Mi"],
  ["4000M", "4G"],
  ["1000Mi", "1000Mi"],
  ["0.5Ki", "512"],
  ["0Gi", "0"],
  ["1e3", "1k"],
  ["-1500m", "-1500m"],
])("the API server writes %s as %s", (text, canonical) => {
  expect(canonicalQuantity(text)).toBe(canonical);
});

test("the canonical quantity has the same value and is canonical itself", () => {
  fc.assert(
    fc.property(whole, (text) => {
      const canonical = canonicalQuantity(text);
      expect(parseQuantity(canonical)).toBe(parseQuantity(text));
      expect(canonicalQuantity(canonical)).toBe(canonical);
    }),
  );
});

test("a fraction is worth as much as the same amount in the next smaller unit", () => {
  fc.assert(
    fc.property(fc.nat({ max: 10 ** 6 }), (thousandths) => {
      const cores = `${Math.floor(thousandths / 1000)}.${String(thousandths % 1000).padStart(3, "0")}`;
      expect(parseQuantity(cores)).toBe(parseQuantity(`${thousandths}m`));
    }),
  );
});
