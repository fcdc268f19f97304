import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { decodeUtf8 } from "../import/utf8.ts";
import type { Issue } from "../issue.ts";
import { withoutSecretTexts } from "../kubernetes/hidden-secrets.ts";
import { type Build, build } from "../kustomize/build.ts";
import { findKustomize } from "../kustomize/find.ts";
import { renderChart } from "../kustomize/helm.ts";
import { packageRoot } from "./package-root.ts";

/** A text of the input, and the name of the environment that it is where the path says that. */
export interface InputText {
  /** What it is called in messages: its path, or the command whose output it is. */
  readonly file: string;
  readonly text: string;
  readonly environment?: string;
}

/** What is at a path, or why that cannot be read. */
export type PathContent = readonly InputText[] | { readonly issue: Issue };

/**
 * Reads a file, stdin (`-`), a folder of manifests, what kustomize makes of a folder or of its overlays, and what helm
 * makes of a chart's folder as `release`. `directory` is that of the command line.
 */
export async function readPath(path: string, directory: string, release: string | undefined): Promise<PathContent> {
  try {
    return await contentOf(path, directory, release);
  } catch (error) {
    // the file system refuses: a name that is too long, no permission, a circle of links
    if (!(error instanceof Error && "syscall" in error)) throw error;
    return unreadable(path, `it cannot be read: ${error.message.split(",")[0]}`);
  }
}

async function contentOf(path: string, directory: string, release: string | undefined): Promise<PathContent> {
  if (path === "-") return decoded("stdin", readFileSync(0));
  const file = resolve(directory, path);
  const found = existsSync(file) ? statSync(file) : undefined;
  if (found?.isFile()) return decoded(path, readFileSync(file));
  // a pipe could wait for ever
  if (found?.isDirectory() === false)
    return unreadable(path, "this is not a regular file: hand it over as stdin, by -");
  if (found === undefined) return unreadable(path, "there is no such file or folder");
  if (isKustomization(file)) return kustomized(path, file);
  if (existsSync(join(file, "Chart.yaml"))) {
    const name = release ?? basename(file);
    return rendered(path, { command: `helm template ${name} ${path}` }, await renderChart(packageRoot, file, name));
  }
  const overlays = foldersIn(join(file, "overlays")).filter((one) => isKustomization(join(file, "overlays", one)));
  if (overlays.length > 0) {
    const all = await Promise.all(
      overlays.map((one) => kustomized(join(path, "overlays", one), join(file, "overlays", one))),
    );
    return together(all);
  }
  const names = readdirSync(file).filter((name) => /\.(ya?ml|json)$/.test(name) && isFile(join(file, name)));
  if (names.length === 0) return unreadable(path, "the folder holds neither YAML nor a kustomization");
  return together(names.sort().map((name) => decoded(join(path, name), readFileSync(join(file, name)))));
}

function decoded(file: string, bytes: Buffer): PathContent {
  const result = decodeUtf8(file, bytes);
  return "issue" in result ? result : [{ file, ...result }];
}

/** The first of them that cannot be read, or else the texts of all. */
function together(all: readonly PathContent[]): PathContent {
  return all.find((one) => "issue" in one) ?? all.flatMap((one) => ("issue" in one ? [] : one));
}

function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() === true;
}

function foldersIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}

function isKustomization(folder: string): boolean {
  return ["kustomization.yaml", "kustomization.yml", "Kustomization"].some((name) => existsSync(join(folder, name)));
}

async function kustomized(path: string, folder: string): Promise<PathContent> {
  const result = await build(findKustomize(packageRoot), folder);
  const remote = "failure" in result ? remoteResource(result.failure) : undefined;
  if (remote !== undefined) return notFetched(path, remote);
  return rendered(path, { command: `kustomize build ${path}`, environment: basename(folder) }, result);
}

/** What a tool renders: its lines are those of the output of `command`. */
function rendered(
  path: string,
  { command, ...named }: { readonly command: string; readonly environment?: string },
  result: Build,
): PathContent {
  if ("failure" in result) return unreadable(path, `it cannot be rendered: ${result.failure}`);
  return [{ file: command, text: result.text, ...named }];
}

/** The resource from elsewhere that kustomize could not fetch; undefined where it failed for another reason. */
function remoteResource(failure: string): string | undefined {
  const [, resource] = /accumulating (?:resources|components) from '([^']+)'/.exec(failure) ?? [];
  return resource !== undefined && /^([a-z+]+:\/\/|git@|github\.com[:/])|[?&]ref=/.test(resource)
    ? resource
    : undefined;
}

function notFetched(path: string, resource: string): { readonly issue: Issue } {
  return {
    issue: {
      code: "import/path",
      message: `${path}: its resource ${withoutSecretTexts(resource)} is elsewhere, and is not fetched`,
      why: "an import reads what you have, without a network.",
      hint: `fetch it with kustomize itself: \`kustomize build ${path} | overlayer import -\`, or import what runs.`,
    },
  };
}

function unreadable(path: string, message: string): { readonly issue: Issue } {
  const hint =
    "name files or folders of manifests, kustomize's folders, a chart's folder, values files, or - for stdin; nothing is fetched.";
  return { issue: { code: "import/path", message: `${path}: ${message}`, hint } };
}
