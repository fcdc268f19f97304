import { fieldOf, isEqual } from "../kubernetes/compare.ts";
import { withoutSecretTexts } from "../kubernetes/hidden-secrets.ts";
import { isList, isObject, type Json } from "../kubernetes/json.ts";
import { isCommandLine, isSecretEntry, secretArgument, withoutSecretForms } from "../kubernetes/secret-forms.ts";
import { isSecretField } from "../kubernetes/secret-names.ts";

const hidden = "(hidden)";

/**
 * What was, with `(hidden)` for secrets where none belong, such as a password in a ConfigMap, as far as they are not there
 * `now`: of what is compiled, the application's rules refuse those. `name` is that of the field, `map` that of the one around.
 */
export function withoutOldSecrets<Value extends Json>(
  was: Value,
  now: Json | undefined,
  name?: string,
  map?: string,
): Value;
export function withoutOldSecrets(was: Json, now: Json | undefined, name = "", map = ""): Json {
  if (isEqual(was, now)) return was;
  if (isSecretEntry(map, name, was)) return hidden;
  // files of scripts name secrets where they read them
  if (typeof was === "string") return map === "data" ? withoutSecretForms(was) : withoutSecretTexts(was);
  if (isCommandLine(name, was) && secretArgument(was) !== undefined) return [hidden];
  if (isList(was)) return was.map((item, index) => withoutOldSecrets(item, isList(now) ? now[index] : undefined));
  if (!isObject(was)) return was;
  const isVariable = typeof was["name"] === "string" && isSecretField(was["name"]);
  const entries = Object.entries(was).map(([key, value]) => {
    if (isVariable && key === "value") return [key, hidden];
    return [key, withoutOldSecrets(value, isObject(now) ? fieldOf(now, key) : undefined, key, name)];
  });
  return Object.fromEntries(entries);
}
