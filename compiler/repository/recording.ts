import { EventEmitter, on } from "node:events";
import { existsSync, watch } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Tree } from "../tree.ts";
import { type Signature, signatureOf } from "./signature.ts";

/** A tree that remembers what was read of it: a file has the same text whenever it is asked for. */
export interface Recording extends Tree {
  /** All that was read, by path; undefined where there was no such file. */
  readonly texts: ReadonlyMap<string, string | undefined>;
  /** Of the same files, from before they were read. */
  readonly signatures: ReadonlyMap<string, Signature | undefined>;
  /** Takes over what was read of the same tree elsewhere. */
  add(read: Pick<Recording, "texts" | "signatures">): void;
  /** Waits until something that was read is another now, or what `also` sees, or until the signal. */
  changed(signal: AbortSignal, also: Watched): Promise<void>;
}

/** Something else that may change. */
export interface Watched {
  /** Absolute path of a folder in which something happens then. */
  readonly folder: string;
  /** What is to be seen now; not to be thrown from. */
  see(): string;
  /** What was to be seen. */
  readonly seen: string;
}

/** How long a look at the files has to find them as the look before did: an editor writes in several steps. */
const settled = 20;

/** The tree of the folder `root`, recorded. What is below the `ignored` folders is not waited for. */
export function recording(root: string, tree: Tree, ignored: readonly string[]): Recording {
  const [texts, listings] = [new Map<string, string | undefined>(), new Map<string, string>()];
  const signatures = new Map<string, Signature | undefined>();
  const isIgnored = (path: string) => ignored.some((folder) => path === folder || path.startsWith(`${folder}/`));
  const list = (directory: string) => tree.files(directory).join("\n");
  const look = () =>
    JSON.stringify([[...texts.keys()].map((path) => tree.read(path) ?? null), [...listings.keys()].map(list)]);
  const asRead = () => JSON.stringify([[...texts.values()].map((text) => text ?? null), [...listings.values()]]);
  return {
    texts,
    signatures,
    read(path) {
      if (isIgnored(path)) return tree.read(path);
      if (!texts.has(path)) {
        signatures.set(path, signatureOf(join(root, path)));
        texts.set(path, tree.read(path));
      }
      return texts.get(path);
    },
    files(directory) {
      const files = tree.files(directory);
      if (!isIgnored(directory)) listings.set(directory, files.join("\n"));
      return files;
    },
    defectOf: (path) => tree.defectOf?.(path),
    leftOut: () => tree.leftOut?.() ?? [],
    add(read) {
      for (const [path, text] of read.texts) texts.set(path, text);
      for (const [path, signature] of read.signatures) signatures.set(path, signature);
    },
    async changed(signal, also) {
      const files = [
        ...texts.keys(),
        ...[...listings.keys()].flatMap((directory) => [`${directory}/_`, ...tree.files(directory)]),
      ];
      const folders = [...new Set(files.map(dirname))].map((folder) => join(root, folder)).filter(existsSync);
      const events = eventsIn([...folders, also.folder], signal);
      const before = asRead();
      // events that come meanwhile are kept: none is lost between a look and the wait
      while (!signal.aborted && look() === before && also.see() === also.seen) await events.next();
      for (let seen = ""; !signal.aborted && seen !== look(); await setTimeout(settled)) seen = look();
      await events.end();
    },
  };
}

/** Events in the folders themselves, not deeper, and the signal's; those that nobody waits for are kept. */
function eventsIn(folders: readonly string[], signal: AbortSignal) {
  const emitter = new EventEmitter();
  const events = on(emitter, "event");
  const happen = () => void emitter.emit("event");
  const watchers = folders.map((folder) => watch(folder, happen).on("error", happen));
  signal.addEventListener("abort", happen);
  return {
    next: () => events.next(),
    async end() {
      for (const watcher of watchers) watcher.close();
      signal.removeEventListener("abort", happen);
      await events.return?.();
    },
  };
}
