/** The memory of a wasm instance; the buffer is another one after it grew. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
}

/** What was in use of a memory: its runs of pages that are not all zero. */
export interface Saved {
  readonly runs: readonly { readonly start: number; readonly bytes: Buffer }[];
}

/** The unit in which a wasm memory grows. */
const pageSize = 65_536;
const zeros = Buffer.alloc(pageSize);

/** Copies what is in use. */
export function save(memory: WasmMemory): Saved {
  const bytes = Buffer.from(memory.buffer);
  const runs: { start: number; bytes: Buffer }[] = [];
  let start: number | undefined;
  for (let page = 0; page <= bytes.length; page += pageSize) {
    const isUsed = page < bytes.length && bytes.compare(zeros, 0, pageSize, page, page + pageSize) !== 0;
    if (isUsed) start ??= page;
    else if (start !== undefined) {
      runs.push({ start, bytes: Buffer.from(bytes.subarray(start, page)) });
      start = undefined;
    }
  }
  return { runs };
}

/** Puts the memory back. What an engine took since and gave back is left: it is not read before it is written. */
export function restore(memory: WasmMemory, { runs }: Saved): void {
  const bytes = Buffer.from(memory.buffer);
  for (const run of runs) run.bytes.copy(bytes, run.start);
}

/** What was saved, as one block: each run's start and length as 32-bit numbers, and its bytes. */
export function toBytes({ runs }: Saved): Buffer {
  return Buffer.concat(
    runs.flatMap(({ start, bytes }) => {
      const header = Buffer.alloc(8);
      header.writeUInt32LE(start);
      header.writeUInt32LE(bytes.length, 4);
      return [header, bytes];
    }),
  );
}

/** The reverse of `toBytes`. */
export function fromBytes(block: Buffer): Saved {
  const runs: { start: number; bytes: Buffer }[] = [];
  for (let at = 0; at < block.length; ) {
    const end = at + 8 + block.readUInt32LE(at + 4);
    runs.push({ start: block.readUInt32LE(at), bytes: block.subarray(at + 8, end) });
    at = end;
  }
  return { runs };
}
