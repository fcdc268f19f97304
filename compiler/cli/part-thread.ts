import { parentPort } from "node:worker_threads";
import { loadProgram } from "./load-program.ts";
import type { PartMessage, PartOrder } from "./part.ts";

const tell = (message: PartMessage) => parentPort?.postMessage(message);

// what a thread runs that compiles a part of a fleet
loadProgram(import.meta.dirname)
  .loadCompileOrder()
  .then((compileOrder) => {
    parentPort?.once("message", async (order: PartOrder) => tell({ read: await compileOrder(order, tell) }));
  });
