import { expect, test } from "vitest";
import { renderComparison } from "../../compiler/report/compare.ts";

test("a path that is longer than the terminal is wide goes on in further lines, whole", () => {
  const path =
    "StatefulSet/zk spec.template.spec.affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution";
  const row = { subject: `${path}[0].podAffinityTerm.topologyKey`, values: [{ value: "a".repeat(300) }, undefined] };
  const comparison = { environments: ["demo", "prod"], options: [], fields: [row] };
  const lines = renderComparison(comparison, { color: false, width: 80 }).trimEnd().split("\n");
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(80);
  expect(
    lines
      .slice(1, -2)
      .map((line) => line.trim())
      .join("")
      .replace("zkspec", "zk spec"),
  ).toBe(row.subject);
});
