import { setFlagsFromString } from "node:v8";

/** Tells V8 how short runs are. Bytecode that was made with other flags it does not take. */
export function setV8Flags(): void {
  // it would spend more time on making the wasm fast than a run takes
  setFlagsFromString("--liftoff-only");
  setFlagsFromString("--wasm-lazy-validation");
}

/** Tells V8 that a large fleet is compiled; to be called once the code for that is loaded, in every thread. */
export function setV8FlagsForFleet(): void {
  // optimising takes a fifth of the processor time otherwise
  setFlagsFromString("--interrupt-budget=800000");
  // or it would let garbage grow to several times what is in use
  setFlagsFromString("--heap-growing-percent=40");
}
