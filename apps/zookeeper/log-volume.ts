// Runs in the sandbox too, before the schema has seen any option.

import type { Options } from "./options.ts";
import { mebibytes } from "./sizes.ts";

/** The volume that has the transaction log: its own, or that of everything. */
export function logVolume(storage: Options["storage"]) {
  return storage.transactionLog ?? storage;
}

/** Logs that lie on a volume at most: those of the snapshots that are kept, and the one that is written. */
export function logsOnVolume(purge: Options["purge"]): number {
  return purge.retain + 1;
}

/** The largest log, in whole MiB, with which all logs fill half of their volume; at most ZooKeeper's own default, 4 GiB. */
export function largestSnapSizeLimit(
  storage: Options["storage"],
  purge: Options["purge"],
): Options["snapshots"]["snapSizeLimit"] {
  const share = Math.floor(mebibytes(logVolume(storage).size) / 2 / logsOnVolume(purge));
  // Where an amount is none, the schema says so; a limit that is valid keeps it the only issue.
  return `${share > 0 ? Math.min(4096, share) : 4096}Mi`;
}
