import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { forgetGone } from "../../compiler/cache/forget-gone.ts";
import { recordFile } from "../../compiler/cache/record.ts";
import { workspace } from "../scenarios/workspace.ts";

test("what is kept of a folder that is gone goes when another repository is compiled for the first time", async () => {
  const space = workspace({ "one/a": "", "two/a": "", "three/a": "", "cache/overlayer/mine.json": "" });
  const [one, two, three] = ["one", "two", "three"].map((name) => join(space.root, name));
  const keep = (root = "") => {
    const file = recordFile(root, join(space.root, "cache"));
    forgetGone(file, root);
    space.write(file.slice(space.root.length + 1), "{}");
    return readdirSync(join(space.root, "cache/overlayer")).length;
  };
  expect([keep(one), keep(two)]).toEqual([3, 5]);
  space.remove("one");
  expect(keep(two)).toBe(5);
  expect(keep(three)).toBe(5);
  expect(space.files("cache/overlayer")).toContain("cache/overlayer/mine.json");
  expect(space.files("cache/overlayer")).toContain(recordFile(two ?? "", "cache"));
});
