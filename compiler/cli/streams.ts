import { fstatSync, writeSync } from "node:fs";

const used = new Map<1 | 2, NodeJS.WriteStream>();

/**
 * Prints to stdout (1) or stderr (2). Into a file or a pipe it writes at once: the streams of Node.js load first what
 * networks need. They get what cannot be written now, because the reader is slow or gone, and wait or say so.
 */
export function print(descriptor: 1 | 2, text: string): void {
  const bytes = Buffer.from(text);
  const isDirect = !used.has(descriptor) && !isTerminal(descriptor);
  const written = isDirect ? writeNow(descriptor, bytes) : 0;
  if (written < bytes.length) stream(descriptor).write(bytes.subarray(written));
}

/** Gives how many bytes were written. */
function writeNow(descriptor: 1 | 2, bytes: Buffer): number {
  let written = 0;
  try {
    while (written < bytes.length) written += writeSync(descriptor, bytes, written);
  } catch {
    // the stream meets the same error
  }
  return written;
}

/** True where people see what is printed. */
export function isTerminal(descriptor: 1 | 2): boolean {
  // most runs of machines have no such device, and need not load node:tty, which loads what networks need
  return fstatSync(descriptor).isCharacterDevice() && process.getBuiltinModule("node:tty").isatty(descriptor);
}

/** The process's stdout (1) or stderr (2), which Node.js makes when it is first asked for: that takes a while. */
export function stream(descriptor: 1 | 2): NodeJS.WriteStream {
  const known = used.get(descriptor);
  if (known !== undefined) return known;
  const made = descriptor === 1 ? process.stdout : process.stderr;
  used.set(descriptor, made);
  made.on("error", (error: NodeJS.ErrnoException) => {
    // a reader that has seen enough, such as `head`, is no failure: the command goes on to its own exit code
    if (error.code === "EPIPE") return;
    if (descriptor === 1) stream(2).write(`error: could not print: ${error.message}\n`);
    process.exit(3);
  });
  return made;
}

/** False while something that was printed is still on its way, or it is yet to be told that it could not be printed. */
export function isAllPrinted(): boolean {
  return [...used.values()].every(({ writableLength, errored }) => writableLength === 0 && errored === null);
}
