import { isList, isObject, type Json } from "./json.ts";

const secretName =
  /passw|pass(?=$|["']?\s*[=:])|passphrase|secret|superdigest|credential|private[-_.]?key|api[-_.]?key|access[-_.]?key|token(?!ize)/i;

/** True for a name of what may hold a secret itself, such as `DB_PASSWORD`. */
export function isSecretName(name: string): boolean {
  return secretName.test(name) && !/_?(dir|file|path|name)s?$/i.test(name);
}

const secretForm =
  /-----BEGIN [A-Z ]*PRIVATE KEY-----(?:[^-]+-----END [A-Z ]*-----)?|\b(?:AKIA[0-9A-Z]{16}\b|gh[opsru]_\w{36}|github_pat_\w{22}|glpat-[\w-]{20}|xox[abeprs]-[\w-]{10}|eyJ[\w-]{10,}\.eyJ)[\w.-]*/g;

const inUrl = /(:\/\/[^\s/:@$]+:)[^\s/@$]+@/g;
/** Users of a JAAS file: elsewhere, such as in a query of Prometheus, `user_agent="…"` is no secret. */
const inLogin = /(\b(?:user_\w+|password)\s*=\s*)"[^"$]+"/g;

/**
 * True for the forms that secrets have whatever they are called: private keys, tokens of well-known services, URLs with a
 * password, users of a JAAS file.
 */
export function hasSecretForm(text: string): boolean {
  return withoutSecretForms(text) !== text;
}

function withoutSecretForms(text: string): string {
  const plain = text.replace(secretForm, "(hidden)").replace(inUrl, "$1(hidden)@");
  return plain.includes("LoginModule") ? plain.replace(inLogin, "$1(hidden)") : plain;
}

/** True for a source text that names a secret anywhere: none of its lines is to be shown. */
export function mentionsSecret(text: string): boolean {
  return isSecretMention.test(text) || hasSecretForm(text);
}

const isSecretMention = new RegExp(`${secretName.source}|pass\\b`, "i");

const inText = new RegExp(`((?:${secretName.source})[\\w.-]*["']?\\s*[=:]\\s*)(?:"[^"]*"|'[^']*'|\\S+)`, "gi");

/**
 * The value without what may be secrets: variables, fields and flags of such a name, `password=…` within a text, and what
 * has the form of a secret. Not for Secrets, of which everything is one.
 */
export function withoutSecretTexts<Value extends Json>(value: Value): Value;
export function withoutSecretTexts(value: Json): Json {
  if (typeof value === "string") return withoutSecretForms(value.replace(inText, "$1(hidden)"));
  if (isList(value)) {
    return value.map((item, index) => (isSecretFlag(value[index - 1]) ? "(hidden)" : withoutSecretTexts(item)));
  }
  if (!isObject(value)) return value;
  const isVariable = typeof value["name"] === "string" && isSecretName(value["name"]);
  const fields = Object.entries(value).map(([name, item]) => {
    const isHidden = typeof item === "string" && (isSecretName(name) || (isVariable && name === "value"));
    return [name, isHidden && !/Name$/.test(name) ? "(hidden)" : withoutSecretTexts(item)] as const;
  });
  return Object.fromEntries(fields);
}

/** A flag such as `--token`, whose value is the next argument. */
function isSecretFlag(argument: Json | undefined): boolean {
  return typeof argument === "string" && /^--?[\w.-]+$/.test(argument) && isSecretName(argument);
}
