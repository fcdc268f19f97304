import { setFlagsFromString } from "node:v8";

/** Tells V8 how short runs are. Bytecode that was made with other flags it does not take. */
export function setV8Flags(): void {
  // it would spend more time on making the wasm fast than a run takes
  setFlagsFromString("--liftoff-only");
  setFlagsFromString("--wasm-lazy-validation");
  // optimising and collecting garbage beside the threads that compile takes processors from these
  setFlagsFromString("--interrupt-budget=8000000");
  setFlagsFromString("--no-parallel-scavenge");
  setFlagsFromString("--no-concurrent-sweeping");
  setFlagsFromString("--no-incremental-marking-task");
  // or garbage would grow to several times what is in use
  setFlagsFromString("--heap-growing-percent=25");
}
