import { spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { smallFleet, workspace } from "../scenarios/workspace.ts";

test("diff --watch shows every change of what it read, errors too, and ends with Ctrl-C", {
  timeout: 60_000,
}, async () => {
  const space = workspace({ ...smallFleet, "sizes.ts": `export const memory = "4Gi";\n` });
  const prod = smallFleet["environments/prod.ts"].replace(`"4Gi"`, "memory");
  space.write("environments/prod.ts", `import { memory } from "../sizes.ts";\n${prod}`);
  await space.overlayer("compile");
  space.commit("first");
  const child = spawn(process.execPath, [resolve("dist/overlayer.cjs"), "diff", "--watch"], { cwd: space.root });
  let shown = "";
  const printed = new EventEmitter();
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text) => {
      shown += text;
      printed.emit("more");
    });
  /** Waits until a whole round with the text was printed. */
  const shows = async (text: string) => {
    while (!shown.includes("Ctrl-C ends") || !shown.includes(text)) await once(printed, "more");
    shown = "";
  };
  await shows("No change");
  space.write("environments/demo.ts", smallFleet["environments/demo.ts"].replace("0.5", "2"));
  await shows("500m → ");
  space.write("sizes.ts", "export const memory = 4;\n");
  await shows("error[option/type]");
  space.write("sizes.ts", `export const memory = "6Gi";\n`);
  await shows("4Gi → 6Gi");
  space.write("environments/eu/west.ts", smallFleet["environments/demo.ts"].replace("./base", "../base"));
  await shows("1 environment created");
  await space.overlayer("compile");
  space.commit("second");
  await shows("No change");
  space.write(".git/HEAD", "none\n");
  await shows("error: this folder is not inside a git repository");
  space.write(".git/HEAD", "ref: refs/heads/main\n");
  await shows("No change");
  child.kill("SIGINT");
  expect(await once(child, "exit")).toEqual([0, null]);
});
