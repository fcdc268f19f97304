import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { onTestFinished } from "vitest";
import { main } from "../../compiler/cli/main.ts";
import { workingTree } from "../../compiler/repository/working-tree.ts";
import { language } from "../language-memory.ts";

/** What a command printed, and its exit code. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A user's repository in a temporary folder, which goes when the test ends. */
export interface Workspace {
  readonly root: string;
  write(path: string, text: string | Buffer): void;
  remove(path: string): void;
  read(path: string): string;
  /** All files below a folder, sorted. */
  files(directory: string): readonly string[];
  overlayer(...args: readonly string[]): Promise<Outcome>;
  /** The same in a folder of the repository. */
  overlayerIn(folder: string, ...args: readonly string[]): Promise<Outcome>;
  /** The same on a terminal that shows colours. */
  overlayerInColor(...args: readonly string[]): Promise<Outcome>;
  /** The same with environment variables, of which there is none otherwise but the one that says where a cache may be. */
  overlayerWith(variables: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<Outcome>;
  git(...args: readonly string[]): string;
  commit(message: string): void;
}

/** Three environments as small as they get; every scenario starts from these unless it says otherwise. */
export const smallFleet = {
  "environments/base.ts": `import { zookeeper } from "overlayer/zookeeper";

export default zookeeper.extend({ namespace: "zookeeper" });
`,
  "environments/demo.ts": `import base from "./base.ts";

export default base.extend({ namespace: "zookeeper-demo", cpu: 0.5 });
`,
  "environments/prod.ts": `import base from "./base.ts";

export default base.extend({
  namespace: "zookeeper-prod",
  servers: 5,
  memory: "4Gi",
});
`,
};

export function workspace(files: Readonly<Record<string, string>> = smallFleet): Workspace {
  const home = mkdtempSync(join(tmpdir(), "overlayer-test-"));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const root = join(home, "repository");
  mkdirSync(root);
  const own = { XDG_CACHE_HOME: join(home, "cache") };
  const self: Workspace = {
    root,
    write: (path, text) => {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    },
    remove: (path) => rmSync(join(root, path), { recursive: true }),
    read: (path) => readFileSync(join(root, path), "utf8"),
    files: (directory) => workingTree(root).files(directory),
    overlayer: (...args) => run(root, args, false, own),
    overlayerIn: (folder, ...args) => run(join(root, folder), args, false, own),
    overlayerInColor: (...args) => run(root, args, true, own),
    overlayerWith: (variables, ...args) => run(root, args, false, { ...own, ...variables }),
    git: (...args) => git(root, args),
    commit: (message) => {
      if (!workingTree(root).read(".git/HEAD")) git(root, ["init", "--quiet", "--template=", "--initial-branch=main"]);
      git(root, ["add", "--all"]);
      git(root, [...settings, "commit", "--quiet", "-m", message]);
    },
  };
  for (const [path, text] of Object.entries(files)) self.write(path, text);
  return self;
}

/** What `committed` made before, by its environment files: making it takes longer than most tests. */
const repositories = new Map<string, ReadonlyMap<string, Buffer>>();

/** A workspace whose output is compiled, with everything in one commit, `first`. */
export async function committed(files: Readonly<Record<string, string>> = smallFleet): Promise<Workspace> {
  const key = JSON.stringify(files);
  const made = repositories.get(key);
  const space = workspace(made === undefined ? files : {});
  for (const [path, bytes] of made ?? []) space.write(path, bytes);
  if (made !== undefined) return space;
  await space.overlayer("compile");
  space.commit("first");
  const entries = readdirSync(space.root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name));
  repositories.set(key, new Map(paths.map((path) => [relative(space.root, path), readFileSync(path)])));
  return space;
}

/** Who commits; and git is not to tidy up what goes in a moment. */
const settings = ["-c", "user.name=test", "-c", "user.email=test@example.org", "-c", "maintenance.auto=false"];

async function run(
  directory: string,
  args: readonly string[],
  color: boolean,
  variables: Readonly<Record<string, string>>,
): Promise<Outcome> {
  const out: string[] = [];
  const err: string[] = [];
  const context = {
    directory,
    stdout: (text: string) => void out.push(text),
    stderr: (text: string) => void err.push(text),
    color,
    width: 100,
    language: () => language,
    variables,
  };
  const code = await main(args, context);
  return { code, stdout: out.join(""), stderr: err.join("") };
}

function git(root: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync("git", args, { cwd: root, encoding: "utf8" });
  if (status !== 0) throw new Error(`git ${args.join(" ")}: ${stderr}`);
  return stdout;
}
