import { at, fieldNames, type Judge, newOf } from "./field.ts";
import { refused } from "./refused.ts";

/** A Service: ValidateServiceUpdate in pkg/apis/core/validation/validation.go. */
export const judgeService: Judge = (field, { before, after }) => {
  const names = fieldNames(field.path);
  const types = [before, after].map((service) => at(service, "spec", "type") ?? "ClusterIP");
  const isAssigned = !types.includes("ExternalName");
  const value = newOf(field);
  const answer = (path: string, shown = value) =>
    `${path}: Invalid value: ${JSON.stringify(shown)}: may not change once set`;
  const renew = {
    steps: [{ text: "Give the Service another name, or delete it and sync: it gets a new address then." }],
  };

  if ((names === "spec.clusterIP" || names === "spec.clusterIPs") && isAssigned) {
    if (value === undefined) {
      return {
        verdict: "ignored",
        message: `the API server keeps the ${names.slice("spec.".length)} that the Service has`,
      };
    }
    return refused(after, names, answer("spec.clusterIPs[0]", typeof value === "string" ? [value] : value), renew);
  }
  if (names === "spec.ipFamilies" && isAssigned && isPrimary(field.path.at(-1)) && value !== undefined) {
    return refused(after, "the primary of spec.ipFamilies", answer("spec.ipFamilies[0]"), renew);
  }
  if (names === "spec.loadBalancerClass" && types.every((type) => type === "LoadBalancer")) {
    return refused(after, names, answer(names, value ?? null), renew);
  }
  return { verdict: "live", message: liveMessages[String(field.path[1])] ?? "in effect at once; no pod restarts" };
};

const liveMessages: Readonly<Record<string, string>> = {
  ports: "in effect at once: clients of a port that goes lose it; no pod restarts",
  selector: "in effect at once: clients reach the pods that it selects now; no pod restarts",
};

/** The first family, or the list as a whole. */
function isPrimary(step: unknown): boolean {
  return typeof step !== "object" || step === null || !("index" in step) || step.index === 0;
}
