import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { smallFleet, workspace } from "../scenarios/workspace.ts";

/** Types that take minutes to compare. */
const busy = `import base from "./base.ts";

type Digit = "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9";
type Four = \`\${Digit}\${Digit}\${Digit}\${Digit}\`;
type Pairs = { [One in Four]: { [Other in Four]: \`\${One}\${Other}\` extends \`\${string}12345\${string}\` ? One : Other } }[Four][Four];
const servers: Pairs = "x";
export default base.extend({ servers });
`;

function processesWith(argument: string): string {
  return spawnSync("pgrep", ["-f", argument], { encoding: "utf8" }).stdout;
}

test.for(["SIGINT", "SIGTERM"] as const)(
  "a check that is told to end by %s ends the type checker, and leaves no copies",
  async (signal) => {
    const { root } = workspace({ ...smallFleet, "environments/prod.ts": busy });
    const temporary = mkdtempSync(join(tmpdir(), "overlayer-test-"));
    onTestFinished(() => rmSync(temporary, { recursive: true }));
    const env = { ...process.env, TMPDIR: temporary };
    const child = spawn(process.execPath, [resolve("dist/overlayer.cjs"), "check"], { cwd: root, env });
    await vi.waitFor(() => expect(processesWith(temporary)).not.toBe(""), { interval: 20, timeout: 10_000 });
    child.kill(signal);
    expect(await once(child, "exit")).toEqual([null, signal]);
    expect(readdirSync(temporary)).toEqual([]);
    await vi.waitFor(() => expect(processesWith(temporary)).toBe(""), { interval: 20 });
  },
);
