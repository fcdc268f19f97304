import { spawnSync } from "node:child_process";
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

test("what cannot be printed is said, and is an error of the machine", () => {
  const { root } = workspace();
  for (const words of ["render demo", "compile --check --shard 1/2", "--help", "--version"]) {
    const line = `${process.execPath} ${join(dist, "overlayer.cjs")} ${words} > /dev/full`;
    const { status, stderr } = spawnSync("bash", ["-c", line], { cwd: root, encoding: "utf8" });
    expect({ words, status }).toEqual({ words, status: 3 });
    expect(stderr).toContain("error: could not print: ENOSPC");
  }
});

test("this V8 takes the bytecode of the bundle", () => {
  const { root, write } = workspace();
  // tells of every file of the bundle whether it is run from its bytecode
  write(
    "watch.cjs",
    `const vm = require("node:vm");
vm.Script = class extends vm.Script {
  constructor(code, options) {
    super(code, options);
    process.stderr.write((this.cachedDataRejected === false ? "taken " : "compiled ") + options.filename + "\\n");
  }
};`,
  );
  const bundle = join(dist, "overlayer.cjs");
  const { stderr } = spawnSync(process.execPath, ["--require", join(root, "watch.cjs"), bundle, "compile"], {
    ...{ cwd: root, env: { ...process.env, XDG_CACHE_HOME: join(root, "../cache") }, encoding: "utf8" },
  });
  expect(stderr.match(/^taken /gm)?.length).toBeGreaterThan(5);
  expect(stderr).not.toContain("compiled ");
});
