import { parentPort, workerData } from "node:worker_threads";
import { loadProgram } from "./load-program.ts";
import type { PartMessage } from "./part.ts";

const tell = (message: PartMessage) => parentPort?.postMessage(message);

// what a thread runs that compiles a part of a fleet
loadProgram(import.meta.dirname)
  .compileOrder(workerData, tell)
  .then((read) => tell({ read }));
