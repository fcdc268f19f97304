import { once } from "node:events";
import {
  closeSync,
  constants,
  fstatSync,
  mkdtempSync,
  openSync,
  readSync,
  rmdirSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Git's answer while this process goes on; undefined where it gives none. Through files: at a pipe it waits each time that it is
 * full until this process reads, which is busy, and sockets for its streams take longer than git itself.
 */
export async function gitMeanwhile(root: string, args: readonly string[], input?: string): Promise<Buffer | undefined> {
  const run = (question: number | "ignore") =>
    withUnnamedFile("", async (answer) => {
      const { spawn } = process.getBuiltinModule("node:child_process");
      const child = spawn("git", args, { cwd: root, stdio: [question, answer, "ignore"] });
      const [code]: readonly unknown[] = await once(child, "exit");
      return code === 0 ? bytesOf(answer) : undefined;
    });
  // such as without a folder for temporary files: then git is asked again, and waited for
  return (input === undefined ? run("ignore") : withUnnamedFile(input, run)).catch(() => undefined);
}

/** Hands out a new temporary file of a text that has no name any more: it is gone when everybody has closed it. */
async function withUnnamedFile<Result>(text: string, use: (file: number) => Promise<Result>): Promise<Result> {
  const file = openUnnamed();
  try {
    // at its place, so that whoever reads on begins at the start
    writeSync(file, text, 0);
    return await use(file);
  } finally {
    closeSync(file);
  }
}

function openUnnamed(): number {
  const folder = mkdtempSync(join(tmpdir(), "overlayer-"));
  const path = join(folder, "file");
  try {
    const file = openSync(path, constants.O_RDWR | constants.O_CREAT | constants.O_EXCL, 0o600);
    unlinkSync(path);
    return file;
  } finally {
    rmdirSync(folder);
  }
}

/** All that is in an open file, wherever the next byte is read or written. */
function bytesOf(file: number): Buffer {
  const bytes = Buffer.alloc(fstatSync(file).size);
  readSync(file, bytes, 0, bytes.length, 0);
  return bytes;
}
