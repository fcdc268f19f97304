import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Package } from "./packages.ts";

/** Fetches a package, without those that it depends on, into a temporary folder; throws where it is not the pinned one. */
export function unpack({ name, version, integrity }: Package): string {
  const folder = mkdtempSync(join(tmpdir(), "overlayer-schemas-"));
  const packed = execFileSync("npm", ["pack", "--silent", `${name}@${version}`], { cwd: folder, encoding: "utf8" });
  const file = join(folder, packed.trim());
  const found = `sha512-${createHash("sha512").update(readFileSync(file)).digest("base64")}`;
  if (found !== integrity) throw new Error(`${name}@${version} has integrity ${found}, expected ${integrity}`);
  execFileSync("tar", ["--extract", "--file", file, "--strip-components=1"], { cwd: folder });
  return folder;
}
