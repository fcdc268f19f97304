import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A repository that the build runs its commands in, to see which code they need. */
export interface SampleRepository {
  /** Absolute path of its temporary folder. */
  readonly root: string;
  /** Commits all; where there is no git, `diff` fails and does less. */
  commit(): void;
  /** Changes an environment. */
  edit(): void;
  remove(): void;
}

/** Makes one, with a base and three environments. */
export function sampleRepository(): SampleRepository {
  const root = mkdtempSync(join(tmpdir(), "overlayer-build-"));
  const write = (name: string, options: string) => writeFileSync(join(root, "environments", name), options);
  const git = (...args: readonly string[]) => spawnSync("git", args, { cwd: root });
  mkdirSync(join(root, "environments"));
  write("base.ts", `import { zookeeper } from "overlayer/zookeeper";\n\nexport default zookeeper.extend({});\n`);
  for (const name of ["one", "two", "three"]) write(`${name}.ts`, environment(`namespace: "${name}", servers: 5`));
  return {
    root,
    commit() {
      git("init", "--quiet", "--initial-branch=main");
      git("add", "--all");
      git("-c", "user.name=build", "-c", "user.email=build@example.org", "commit", "--quiet", "--message", "sample");
    },
    edit: () => write("one.ts", environment(`namespace: "one", servers: 5, memory: "2Gi"`)),
    remove: () => rmSync(root, { recursive: true }),
  };
}

function environment(options: string): string {
  return `import base from "./base.ts";\n\nexport default base.extend({ ${options} });\n`;
}
