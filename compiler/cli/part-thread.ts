import { parentPort, workerData } from "node:worker_threads";
import { loadProgram } from "./load-program.ts";

// what a thread runs that compiles a part of a fleet
loadProgram(import.meta.dirname)
  .compileOrder(workerData)
  .then((result) => parentPort?.postMessage(result));
