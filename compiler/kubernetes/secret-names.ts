import { isObject, type Json } from "./json.ts";

/** What may be a secret has one of these words in its name. */
export const secretName =
  /passw|pass(?=$|["']?\s*[=:])|passphrase|secret|superdigest|credential|private[-_.]?key|api[-_.]?key|access[-_.]?key|token(?!ize)/i;

const secretField =
  /(passwo?r?d|(?<!by|com)pass|(?<!^|old)pwd|passphrase|secret|superdigest|credentials?|(^|[-_.])creds|_pin|(private|api|access|secret)[-_.]?key|token)$|^pwd_|^\.dockerc(onfigjson|fg)$/i;

/** Where a secret is, or what it is called. */
const place = /_?(dir|file|path|name)s?$/i;

/** True for a name of what may hold a secret itself, such as `DB_PASSWORD`. */
export function isSecretName(name: string): boolean {
  return (secretName.test(name) || secretField.test(name)) && !place.test(name);
}

/** True for a name of what surely holds a secret itself: that of `isSecretName` ends so. */
export function isSecretField(name: string): boolean {
  return secretField.test(name) && !place.test(name);
}

/** True for a name such as `auth-secret`, which in annotations and files mostly stands for the name of a Secret. */
export function isReference(name: string): boolean {
  return /(?<!client[-_]?)secret$/i.test(name);
}

/** True for an annotation with a secret, which `"true"` is not, nor the name of a Secret. */
export function isSecretAnnotation(key: string, value: Json): boolean {
  const name = key.slice(key.lastIndexOf("/") + 1);
  return isSecretField(name) && !isReference(name) && typeof value === "string" && !/^(|true|false)$/.test(value);
}

/** True for an environment variable with a value that is named like a secret. */
export function isSecretVariable(value: Json): boolean {
  if (!isObject(value) || !Object.hasOwn(value, "value")) return false;
  return typeof value["name"] === "string" && isSecretName(value["name"]);
}
