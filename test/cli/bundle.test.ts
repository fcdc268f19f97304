import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { workspace } from "../scenarios/workspace.ts";

const dist = join(import.meta.dirname, "../../dist");

test("the bundle does what the sources do", async () => {
  const { root, overlayer, remove, files, read } = workspace();
  await overlayer("compile");
  const written = files("overlays").map((file) => [file, read(file)]);
  remove("overlays");
  remove("base");
  const bundled = spawnSync(join(dist, "overlayer.cjs"), ["compile"], { cwd: root, encoding: "utf8" });
  expect(bundled).toMatchObject({ status: 0, stderr: "" });
  expect(files("overlays").map((file) => [file, read(file)])).toEqual(written);
});

test("a reader that goes early changes no exit code, and stops no run", async () => {
  const { root, write, read, overlayer } = workspace();
  const piped = (words: string, streams: string) => {
    const line = `${process.execPath} ${join(dist, "overlayer.cjs")} ${words} ${streams} | true; echo \${PIPESTATUS[0]}`;
    return spawnSync("bash", ["-c", line], { cwd: root, encoding: "utf8" }).stdout.trim();
  };
  expect(piped("compile --check", "2>&1")).toBe("1");
  expect(piped("compile", "")).toBe("0");
  expect((await overlayer("compile", "--check")).code).toBe(0);
  write("environments/prod.ts", read("environments/prod.ts").replace("servers", "severs"));
  expect(piped("compile", "2>&1 >/dev/null")).toBe("2");
});

test("this V8 takes the bytecode of the bundle", () => {
  const scripts = readdirSync(dist).filter((file) => file.endsWith(".bytecode"));
  // in a process of its own: V8 takes none where the sandbox has set its flags
  const load = `const { readFileSync } = require("node:fs");
const { Script } = require("node:vm");
const isTaken = (file) =>
  !new Script(readFileSync(file.replace(/\\.bytecode$/, ""), "utf8"), { cachedData: readFileSync(file) }).cachedDataRejected;
process.stdout.write(JSON.stringify(process.argv.slice(1).filter((file) => !isTaken(file))));`;
  expect(scripts.length).toBeGreaterThan(2);
  const files = scripts.map((script) => join(dist, script));
  expect(JSON.parse(execFileSync(process.execPath, ["-e", load, ...files], { encoding: "utf8" }))).toEqual([]);
});
