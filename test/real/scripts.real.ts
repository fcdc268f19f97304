import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";

const scripts = execFileSync("git", ["grep", "-lE", "^(#!/usr/bin/env bash|# shellcheck shell)"], { encoding: "utf8" })
  .split("\n")
  .filter((file) => /\.sh$|^\.ci\/|^test\/real\/run$/.test(file));

test("the scripts of the container are among those that are linted", () => {
  expect(scripts).toContain("apps/zookeeper/container/start-zookeeper.sh");
});

test.each(scripts)("shellcheck finds nothing in %s", (script) => {
  execFileSync("shellcheck", [script], { stdio: ["ignore", "inherit", "inherit"] });
});
