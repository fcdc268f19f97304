import type { Rule } from "../../../compiler/application.ts";
import { parseQuantity } from "../../../compiler/kubernetes/quantity.ts";
import type { Options } from "../options.ts";

/** A server may use the CPU that it requests. */
export const cpuLimit: Rule<Options> = {
  code: "zookeeper/cpu-limit",
  severity: "error",
  why: "Kubernetes refuses a pod that requests more than its limit.",
  source: "Kubernetes API, ResourceRequirements",
  check: ({ cpu, cpuLimit: limit = cpu }) =>
    billionths(limit) >= billionths(cpu)
      ? []
      : [
          {
            path: ["cpuLimit"],
            involves: [["cpu"]],
            message: `cpuLimit is ${limit}, less than cpu, ${cpu}`,
            hint: `use at least ${cpu}, or leave it out for no limit`,
          },
        ],
};

function billionths(cpu: Options["cpu"]): bigint {
  return parseQuantity(String(cpu)) ?? 0n;
}
