import type { OptionPath } from "./application.ts";
import type { Evaluation } from "./evaluate/environment.ts";
import { isList, isObject } from "./kubernetes/json.ts";
import type { Applications } from "./objects.ts";
import { validate } from "./validate/validate.ts";

/**
 * Paths of an environment's options that are refused because a secret stands there, and of Secrets among its extra objects:
 * what they hold is not to be shown.
 */
export function secretOptions(
  { instances }: Evaluation,
  base: Evaluation | undefined,
  applications: Applications,
): readonly OptionPath[] {
  return instances.flatMap(({ application: name, options, path }) => {
    const application = applications.get(name);
    if (application === undefined) return [];
    const sound = base?.instances.find((one) => one.application === name)?.options;
    const { accepted, issues } = validate(application, options, sound);
    const violations = accepted === undefined ? [] : application.rules.flatMap((rule) => rule.check(accepted.options));
    const refused = [...issues, ...violations].filter(({ isSecret }) => isSecret);
    const extra = isList(options["extraObjects"]) ? options["extraObjects"] : [];
    const secrets = extra.flatMap((object, index): OptionPath[] =>
      isObject(object) && object["kind"] === "Secret" ? [["extraObjects", index]] : [],
    );
    return [...refused.map((one) => one.path), ...secrets].map((inside) => [...path, ...inside]);
  });
}
