import type { OptionPath } from "./application.ts";
import { isSecretKind } from "./diff/secret.ts";
import type { Evaluation } from "./evaluate/environment.ts";
import { fieldsOf, isLeaf, plainPath, valueAt } from "./explain/fields.ts";
import { mentionsSecret } from "./kubernetes/hidden-secrets.ts";
import { isList, isObject, type Json, type JsonObject } from "./kubernetes/json.ts";
import { isSecretField } from "./kubernetes/secret-names.ts";
import type { Applications } from "./objects.ts";
import { validate } from "./validate/validate.ts";

/**
 * True for the path of an option of the environment that is not to be shown, as it is refused and a secret stands there or
 * may stand there, is named like a secret in overrides and extra objects, or is of a Secret among these; and for what is
 * around it or in it.
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
    const refused = [...issues, ...violations].filter(
      (one) => one.isSecret || mentions(one.path, valueAt(options, one.path)),
    );
    const unchecked = accepted === undefined ? leavesOf(options).filter((one) => mentions(one.path, one.value)) : [];
    return [...refused, ...unchecked, ...ownSecrets(options)].map((one) => [...path, ...one.path]);
  });
  return (option) => secrets.some((one) => isWithin(option, one) || isWithin(one, option));
}

/** Fields that are named like a secret in overrides and extra objects, which have fields of any name, and whole Secrets. */
function ownSecrets({ overrides = null, extraObjects = null }: JsonObject): readonly Option[] {
  const objects = isList(extraObjects) ? extraObjects : [];
  const secrets = objects.flatMap((value, index) =>
    isObject(value) && isSecretKind(value["kind"]) ? [{ path: ["extraObjects", index], value }] : [],
  );
  const named = leavesOf({ overrides, extraObjects }).filter(
    ({ path, value }) => ["string", "number"].includes(typeof value) && isSecretField(nameOf(path)),
  );
  return [...secrets, ...named];
}

interface Option {
  readonly path: OptionPath;
  readonly value: Json;
}

function leavesOf(options: JsonObject): readonly Option[] {
  return fieldsOf(options).flatMap(({ path, value }) => (isLeaf(value) ? [{ path: plainPath(path), value }] : []));
}

/** The last name in a path: that of a list for its items. */
function nameOf(path: OptionPath): string {
  return String(path.findLast((part) => typeof part === "string") ?? "");
}

function mentions(path: OptionPath, value: Json | undefined): boolean {
  return value !== undefined && mentionsSecret(JSON.stringify({ [nameOf(path)]: value }));
}

function isWithin(path: OptionPath, outer: OptionPath): boolean {
  return outer.every((step, index) => step === path[index]);
}
