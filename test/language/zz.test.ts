import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { test } from "vitest";
import { manifest } from "../../compiler/language/manifest.ts";
import { programs } from "./oracle/program.ts";
import { toJsonnet } from "./oracle/to-jsonnet.ts";
import { toLayer } from "./oracle/to-layer.ts";
test("x", () => {
  const bad: string[] = []; let fails = 0;
  for (const program of fc.sample(programs, { seed: 20260101, numRuns: 400 })) {
    const { options, problems } = JSON.parse(manifest({ default: toLayer(program) }));
    const text = toJsonnet(program);
    const { status, stdout, stderr } = spawnSync("jsonnet", ["-"], { input: text, encoding: "utf8" });
    if (status !== 0) fails++;
    if (status === 0 ? problems.length > 0 || JSON.stringify(sorted(options)) !== JSON.stringify(sorted(JSON.parse(stdout))) : problems.length === 0)
      bad.push(`${text}\nOURS ${JSON.stringify(options)} ${JSON.stringify(problems.map((p: any) => p.message))}\nJSONNET ${stdout.replace(/\s+/g, "")} ${stderr.split("\n")[0]}\n`);
  }
  bad.sort((a, b) => a.length - b.length);
  console.log(fails, bad.length, bad.slice(0, 4).join("\n"));
}, 100000);
function sorted(v: any): any { return Array.isArray(v) ? v.map(sorted) : typeof v === "object" && v ? Object.fromEntries(Object.keys(v).sort().map((k) => [k, sorted(v[k])])) : v; }
