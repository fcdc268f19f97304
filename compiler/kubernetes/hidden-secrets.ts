import { isList, isObject, type Json } from "./json.ts";
import { hasSecretForm, isCommandLine, isSecretEntry, secretArgument, withoutSecretForms } from "./secret-forms.ts";
import { isSecretName, isSecretVariable, secretName } from "./secret-names.ts";

/** True for a source text that names a secret anywhere: none of its lines is to be shown. */
export function mentionsSecret(text: string): boolean {
  return isSecretMention.test(text) || hasSecretForm(text);
}

/** The last is a login before a host, as in `user:x@registry/image`; a digest is none. */
const isSecretMention = new RegExp(
  `${secretName.source}|pass\\b|pwd|creds\\b|_pin\\b|dockerc|:[^\\s/:@"'$]+@(?!sha\\d)`,
  "i",
);

const inText = new RegExp(`((?:${secretName.source})[\\w.-]*["']?\\s*[=:]\\s*)(?:"[^"]*"|'[^']*'|\\S+)`, "gi");

/** "Bearer token" may be prose, where nothing is lost by hiding it. */
const bearer = /(\bBearer\s+)(?!\$)[^\s"']+/g;

/**
 * The value without what may be secrets: variables, fields and flags of such a name, command lines and files that give one,
 * `password=…` within a text, and what has the form of a secret. Not for Secrets, of which everything is one.
 */
export function withoutSecretTexts<Value extends Json>(value: Value): Value;
export function withoutSecretTexts(value: Json): Json {
  if (typeof value === "string")
    return withoutSecretForms(value.replace(inText, "$1(hidden)").replace(bearer, "$1(hidden)"));
  if (isList(value)) {
    return value.map((item, index) => (isSecretFlag(value[index - 1]) ? "(hidden)" : withoutSecretTexts(item)));
  }
  if (!isObject(value)) return value;
  const isVariable = isSecretVariable(value);
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => {
      if (isVariable && name === "value") return [name, "(hidden)"];
      // of what gives a secret anywhere nothing is shown: the rest may be one too
      if (isCommandLine(name, item) && secretArgument(item) !== undefined) return [name, ["(hidden)"]];
      return [name, isSecretText(name, item) ? "(hidden)" : withoutSecretTexts(withoutFiles(name, item))];
    }),
  );
}

/** A field that holds a secret as a text or a number; `secretName` and its like hold a name. */
function isSecretText(name: string, value: Json): boolean {
  return ["string", "number"].includes(typeof value) && isSecretName(name) && !/Name$/.test(name);
}

/** The value of a field; of a ConfigMap's files those with a secret are hidden. */
function withoutFiles(field: string, value: Json): Json {
  if (!isObject(value) || !/^(?:data|binaryData)$/.test(field)) return value;
  const files = Object.entries(value).map(([name, text]) => {
    return [name, isSecretEntry(field, name, text) ? "(hidden)" : text] as const;
  });
  return Object.fromEntries(files);
}

/** A flag such as `--token`, whose value is the next argument. */
function isSecretFlag(argument: Json | undefined): boolean {
  return typeof argument === "string" && /^--?[\w.-]+$/.test(argument) && isSecretName(argument);
}
