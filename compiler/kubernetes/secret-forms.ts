import { isReference, isSecretAnnotation, isSecretField } from "./secret-names.ts";

const secretForm =
  /-----BEGIN [A-Z ]*PRIVATE KEY-----(?:[^-]+-----END [A-Z ]*-----)?|\b(?:AKIA[0-9A-Z]{16}\b|gh[opsru]_\w{36}|github_pat_\w{22}|glpat-[\w-]{20}|xox[abeprs]-[\w-]{10}|hooks\.slack\.com\/\w+\/[\w/]{10}|eyJ[\w-]{10,}\.eyJ)[\w./-]*/g;

/** Users of a JAAS file: elsewhere, such as in a query of Prometheus, `user_agent="…"` is no secret. */
const inLogin = /(\b(?:user_\w+|password)\s*=\s*)"[^"$]+"/g;

/** What begins a secret and no variable, placeholder or quote; within a command none goes on for ever. */
const begin = `["']?(?![$({<*%"'\\s])`;
const options = "\\b[^|;&\\n]{0,200}?\\s";

/** Each has the secret behind its first group. */
const secretPlaces: readonly RegExp[] = [
  // URLs with a password
  /(:\/\/[^\s/:@$]*:)[^\s/@$]+(?=@)/g,
  // connection strings, and the queries of JDBC's URLs
  /((?:^|[;?&"'])\s*(?:password|passwd|pwd)\s*=\s*)(?![$({<*%"'\s])[^;&"'\s]+(?=[;&"'\s]|$)/gi,
  new RegExp(`(\\bAuthorization["']?\\s*[:=]\\s*["']?(?:Bearer|Basic|Token)\\s+${begin})[^\\s"']+`, "gi"),
  // command lines
  new RegExp(`(\\bcurl${options}(?:-[A-Za-z]*[uU]|--user|--proxy-user)[ =]?["']?[^\\s:$"']+:${begin})[^\\s"']+`, "g"),
  new RegExp(`(\\b(?:mysql|mariadb)[\\w-]{0,20}${options}-p${begin})[^\\s"']+`, "g"),
  new RegExp(`(\\bsshpass\\s+-p\\s*${begin})[^\\s"']+`, "g"),
  new RegExp(`(\\bredis-cli${options}-a\\s+${begin})[^\\s"']+`, "g"),
  new RegExp(`(\\baddauth\\s+digest\\s+["']?[^\\s:$"']+:${begin})[^\\s"']+`, "g"),
];

/**
 * True for the forms that secrets have whatever they are called: private keys, tokens of well-known services, URLs and
 * connection strings with a password, headers and command lines with a login, users of a JAAS file.
 */
export function hasSecretForm(text: string): boolean {
  return withoutSecretForms(text) !== text;
}

/** The text with `(hidden)` for what has such a form. */
export function withoutSecretForms(text: string): string {
  const plain = secretPlaces.reduce(
    (left, form) => left.replace(form, "$1(hidden)"),
    text.replace(secretForm, "(hidden)"),
  );
  return plain.includes("LoginModule") ? plain.replace(inLogin, "$1(hidden)") : plain;
}

/** `password: x`, `password=x` and `"password": "x"` on lines of a file; what is a variable or a placeholder is none. */
const assigned =
  /(?:^|[{,]|\bexport )[ \t]*(?:- )?(["']?)([\w.-]{1,100})\1[ \t]*[=:][ \t]*(?!(?:true|false|null|none|yes|no)\b)(?:"[^"\s$<{%(/][^"\s]*"|'[^'\s$<{%(/][^'\s]*'|[^\s"'$<{%(/[*&!|>#,;][^\s,;]*[ \t]*[,}]*[ \t]*$)/gim;

/** A value in XML that is no variable or placeholder. */
const xmlValue = `["']?\\s*(?:<!\\[CDATA\\[\\s*)?(?!(?:true|false|null|none|yes|no)\\b)[^"'\\s$<>{%(*/]`;

/** `<password>x<`, `password="x"` in a tag, `name="password" value="x"`, `<name>password</name><value>x` and `>password=x`. */
const inXml: readonly RegExp[] = [
  new RegExp(`<([\\w.:-]{1,100})(?:\\s[^<>]{0,200})?>${xmlValue}`, "g"),
  new RegExp(`(?<![\\w.-])([\\w.-]{1,100})\\s*=\\s*["'](?<=<[^<>]{0,500})${xmlValue}`, "g"),
  new RegExp(`\\bname\\s*=\\s*["']([\\w.-]{1,100})["']\\s+value\\s*=\\s*${xmlValue}`, "g"),
  new RegExp(`<name>\\s*([\\w.-]{1,100})\\s*</name>\\s*<value>${xmlValue}`, "g"),
  new RegExp(`>\\s*([\\w.-]{1,100})\\s*=\\s*${xmlValue}`, "g"),
];

/** True for a file's text that gives a secret to a name, as configuration does. */
function hasSecretLine(text: string): boolean {
  const names = [...text.matchAll(assigned)].map(([, , name = ""]) => name);
  const xml = text.includes("<") ? inXml.flatMap((form) => [...text.matchAll(form)].map(([, name = ""]) => name)) : [];
  return [...names, ...xml].some((name) => isSecretField(name) && !isReference(name));
}

/**
 * The name of the first argument that gives a secret: `--password=…`, the one before a value of its own, or `TOKEN=…` and
 * `password: …` within a text. What names a variable, such as `$(PASSWORD)`, gives none.
 */
export function secretArgument(line: readonly unknown[]): string | undefined {
  const texts = line.map(String);
  const within = texts.flatMap((text) => [
    ...text.matchAll(/(?<![\w.-])([\w.-]{1,100})["']?(?:=|:\s+)["']?(?![=$"'\s(])(?=\S)/g),
  ]);
  const words = texts.flatMap((text) => text.split(/\s+/));
  const apart = words.flatMap((word, index) => {
    const [, flag] = /^["']?--?([\w.-]+)$/.exec(word) ?? [];
    return flag === undefined || /^["']?([-$(<|&;>]|$)/.test(words[index + 1] ?? "") ? [] : [flag];
  });
  const named = [...within.map(([, name = ""]) => name), ...apart].find(isSecretField);
  return named ?? (hasSecretForm(texts.join(" ")) ? "an argument" : undefined);
}

/** True for a secret in a map of the name `map`: an annotation, a label, or what a ConfigMap holds. */
export function isSecretEntry(map: string, key: string, value: unknown): boolean {
  if (typeof value !== "string") return false;
  if (map === "annotations" || map === "labels") return isSecretAnnotation(key, value);
  if (map === "data") return isSecretField(key) || hasSecretLine(value);
  if (map !== "binaryData") return false;
  const text = Buffer.from(value, "base64").toString("latin1");
  return isSecretField(key) || hasSecretLine(text) || hasSecretForm(text);
}

/** True for the field of a container or a probe that is a command line. */
export function isCommandLine(name: unknown, value: unknown): value is readonly unknown[] {
  return (name === "command" || name === "args") && Array.isArray(value);
}
