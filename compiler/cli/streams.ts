const used = new Map<1 | 2, NodeJS.WriteStream>();

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

/** False while something that was printed is still on its way. */
export function isAllPrinted(): boolean {
  return [...used.values()].every(({ writableLength }) => writableLength === 0);
}
