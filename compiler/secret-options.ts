import type { OptionPath } from "./application.ts";
import type { Evaluation } from "./evaluate/environment.ts";
import { isList, isObject } from "./kubernetes/json.ts";
import type { Applications } from "./objects.ts";
import { validate } from "./validate/validate.ts";

/**
 * True for the path of an option of the environment that is not to be shown, as it is refused because a secret stands there,
 * or is of a Secret among the extra objects; and for what is around it or in it.
 */
export function secretOptions(
  { instances }: Evaluation,
  base: Evaluation | undefined,
  applications: Applications,
): (option: OptionPath) => boolean {
  const secrets = instances.flatMap(({ application: name, options, path }) => {
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
  return (option) => secrets.some((one) => isWithin(option, one) || isWithin(one, option));
}

function isWithin(path: OptionPath, outer: OptionPath): boolean {
  return outer.every((step, index) => step === path[index]);
}
