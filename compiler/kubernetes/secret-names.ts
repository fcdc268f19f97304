import { isList, isObject, type Json } from "./json.ts";

const secretName =
  /passw|passphrase|secret|superdigest|credential|private[-_.]?key|api[-_.]?key|access[-_.]?key|token(?!ize)/i;

/** True for a name of what may hold a secret itself, such as `DB_PASSWORD`. */
export function isSecretName(name: string): boolean {
  return secretName.test(name) && !/_?(dir|file|path|name)s?$/i.test(name);
}

const inText = new RegExp(`((?:${secretName.source})[\\w.-]*["']?\\s*[=:]\\s*)(?:"[^"]*"|'[^']*'|\\S+)`, "gi");

/**
 * The value without what may be secrets: variables and fields of such a name, and `password=…` within a text. Not for
 * Secrets, of which everything is one.
 */
export function withoutSecretTexts<Value extends Json>(value: Value): Value;
export function withoutSecretTexts(value: Json): Json {
  if (typeof value === "string") return value.replace(inText, "$1(hidden)");
  if (isList(value)) return value.map((item) => withoutSecretTexts(item));
  if (!isObject(value)) return value;
  const isVariable = typeof value["name"] === "string" && isSecretName(value["name"]);
  const fields = Object.entries(value).map(([name, item]) => {
    const isHidden = typeof item === "string" && (isSecretName(name) || (isVariable && name === "value"));
    return [name, isHidden && !/Name$/.test(name) ? "(hidden)" : withoutSecretTexts(item)] as const;
  });
  return Object.fromEntries(fields);
}

/** True for the forms that secrets have whatever they are called: private keys, tokens of well-known services, URLs with a password. */
export function hasSecretForm(text: string): boolean {
  return secretForm.test(text);
}

const secretForm =
  /-----BEGIN [A-Z ]*PRIVATE KEY-----|\bAKIA[0-9A-Z]{16}\b|\bgh[opsru]_\w{36}|\bgithub_pat_\w{22}|\bglpat-[\w-]{20}|\bxox[abeprs]-[\w-]{10}|\beyJ[\w-]{10,}\.eyJ|:\/\/[^\s/:@$]+:[^\s/@$]+@/;
