import type { Rule } from "../../../compiler/application.ts";
import type { Options } from "../options.ts";
import { largestHeap, mebibytes, neededMebibytes } from "../sizes.ts";

/** The memory is at least one and a half times the heap. */
export const heapFitsMemory: Rule<Options> = {
  code: "zookeeper/heap-fits-memory",
  severity: "error",
  why: "The JVM needs memory beside its heap; a server that exceeds its limit is killed, and swapping breaks its timing.",
  source: "README of Kubernetes ZooKeeper, Memory; ZooKeeper Administrator's Guide, Things to Avoid",
  check: ({ heap, memory }) =>
    neededMebibytes(heap) <= mebibytes(memory)
      ? []
      : [
          {
            path: ["heap"],
            involves: [["memory"]],
            message: `a heap of ${heap} needs ${neededMebibytes(heap)}Mi of memory, but memory is ${memory}`,
            hint: `leave heap out (it is then ${largestHeap(memory)}), or raise memory to ${neededMebibytes(heap)}Mi`,
          },
        ],
};
