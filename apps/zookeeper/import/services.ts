import type { InputField } from "../../../compiler/application.ts";
import type { Json } from "../../../compiler/kubernetes/json.ts";
import { type Fields, finding, fixedOption, mapsIn, nothing, option, type Read, together } from "./reader.ts";

/** Reads a Service: `named` are the numbers of the container's ports by name, which are others with Overlayer. */
export function readService(fields: Fields, named: ReadonlyMap<string, Json>): Read {
  fields.take("spec", "selector");
  const ports = mapsIn(fields.take("spec", "ports")).map((port) => {
    const { targetPort, ...rest } = port;
    const target = typeof targetPort === "string" ? (named.get(targetPort) ?? targetPort) : targetPort;
    return target === undefined || target === port["port"] ? rest : { ...rest, targetPort: target };
  });
  if (ports.length > 0) fields.put(["spec", "ports"], ports);
  const annotation = ["metadata", "annotations", "service.alpha.kubernetes.io/tolerate-unready-endpoints"];
  if (fields.take(...annotation) === undefined) return nothing;
  return finding("note", fields.place(...annotation), "publishNotReadyAddresses of Overlayer's Service stands for it");
}

/** The budget: Overlayer's lets one server go at a time, or there is none; of a single server there never is one. */
export function readBudget(fields: Fields, replicas: Json): Read {
  fields.take("spec", "selector", "matchLabels");
  const [most, least] = [fields.take("spec", "maxUnavailable"), fields.take("spec", "minAvailable")];
  const from = fields.place("spec");
  if (replicas === 1) {
    const message = "a single server has no budget, which would protect nothing";
    return together(option(["disruptionBudget"], "none", from), finding("note", from, message));
  }
  const isOne = String(most) === "1" || (typeof replicas === "number" && least === replicas - 1);
  return together(
    option(["disruptionBudget"], 1, from),
    isOne
      ? nothing
      : finding("warning", from, "the budget becomes maxUnavailable 1: no more than one server is stopped at a time"),
  );
}

/** Reads the name of an object where it is not the one that Overlayer would give it. */
export function nameOption(option: string, name: string, own: string, from: InputField): Read {
  return name === own ? nothing : fixedOption(["names", option], name, from);
}
