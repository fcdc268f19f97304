import { spawn } from "node:child_process";
import { chmodSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { committed, smallFleet, type Workspace } from "../scenarios/workspace.ts";

const bundle = resolve("dist/overlayer.cjs");

/** A repository in CI at a commit that changes prod as told; npx and npm stand for an install that has been done. */
export async function inCi(change: (prod: string) => string): Promise<Workspace> {
  const space = await committed();
  space.write("environments/prod.ts", change(smallFleet["environments/prod.ts"]));
  await space.overlayer("compile");
  space.write(
    ".bin/npx",
    `#!/usr/bin/env bash\n[[ $1 == --no-install && $2 == overlayer ]] || exit 99\nexec "${process.execPath}" "${bundle}" "\${@:3}"\n`,
  );
  space.write(".bin/npm", "#!/usr/bin/env bash\n");
  for (const name of ["npx", "npm"]) chmodSync(join(space.root, ".bin", name), 0o755);
  space.commit("second");
  return space;
}

/** Runs a script as a job of that repository, with nothing but the given variables. */
export async function run(space: Workspace, script: string, variables: Readonly<Record<string, string>>) {
  const path = `${join(space.root, ".bin")}:${dirname(process.execPath)}:/usr/bin:/bin`;
  const child = spawn("bash", ["-eo", "pipefail", "-c", script], {
    cwd: space.root,
    env: { PATH: path, ...variables },
  });
  const read = async (stream: NodeJS.ReadableStream) => {
    let text = "";
    for await (const part of stream.setEncoding("utf8")) text += part;
    return text;
  };
  const closed = new Promise<number | null>((done) => child.on("close", done));
  const [stdout, stderr, code] = await Promise.all([read(child.stdout), read(child.stderr), closed]);
  return { stdout, stderr, code };
}
