import { type ExecFileException, execFile } from "node:child_process";
import { processEnvironment } from "../process/environment.ts";
import { SetupError } from "../setup-error.ts";
import { type Diagnostic, parseDiagnostics } from "./diagnostics.ts";

const longestOutput = 2 ** 28;
/** In milliseconds: a thousand environments take some seconds. */
const longestRun = 120_000;

/**
 * Runs the type checker, without a shell, on the folder that holds a tsconfig.json. Where what it reads is too much for it,
 * that is what it says. Rejects with SetupError where it does not run, `ended` aborts, or it says what cannot be read.
 */
export function runTypeScript(program: string, folder: string, ended: AbortSignal): Promise<readonly Diagnostic[]> {
  const words = ["--project", folder, "--pretty", "false"];
  const options = {
    cwd: folder,
    env: processEnvironment(),
    maxBuffer: longestOutput,
    timeout: longestRun,
    // while it is busy it obeys no other
    killSignal: "SIGKILL" as const,
  };
  return new Promise((resolve, reject) => {
    const child = execFile(program, words, options, (error, stdout, stderr) => {
      const diagnostics = parseDiagnostics(stdout);
      const defeat = ended.aborted ? undefined : defeatOf(error, stderr);
      if (defeat !== undefined) resolve([{ code: "unfinished", lines: [defeat] }]);
      else if (diagnostics !== undefined && isWhole(error, stderr) && diagnostics.length > 0 === (error !== null))
        resolve(diagnostics);
      else reject(failure(error, stdout, stderr));
    });
    ended.addEventListener("abort", () => child.kill(options.killSignal), { once: true });
  });
}

/** The checker's exit codes 1 and 2 say that there are errors in the files; a crash also writes to stderr. */
function isWhole(error: ExecFileException | null, stderr: string): boolean {
  return stderr === "" && (error === null || error.code === 1 || error.code === 2);
}

/** How the files that it reads ended it; undefined where they did not. */
function defeatOf(error: ExecFileException | null, stderr: string): string | undefined {
  if (error?.killed) return `the type checker was stopped after ${longestRun / 1000} s`;
  const crash = /^(?:panic|fatal error): .*/m.exec(stderr)?.[0] ?? error?.signal;
  return crash ? `the type checker crashed: ${crash.slice(0, 200)}` : undefined;
}

function failure(error: ExecFileException | null, stdout: string, stderr: string): SetupError {
  const said = stderr.trim() || stdout.trim() || error?.message || "nothing";
  return new SetupError(`the type checker failed; it said: ${said.slice(0, 1000)}`, "run `npm ci` again.");
}
