export { append, mergeBy, prepend, remove, replace } from "./edits.ts";
export { application } from "./layer.ts";
export type { Fields, Layer } from "./types.ts";
