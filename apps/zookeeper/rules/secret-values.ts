import type { OptionPath, Rule } from "../../../compiler/application.ts";
import {
  hasSecretForm,
  isCommandLine,
  isSecretEntry,
  secretArgument,
} from "../../../compiler/kubernetes/secret-forms.ts";
import { isSecretAnnotation, isSecretField } from "../../../compiler/kubernetes/secret-names.ts";
import type { Options } from "../options.ts";

const secretName =
  /passw|passphrase|secret|superdigest|credential|private-?key|api[-.]?key|access[-.]?key|token(?!ize|s\b)|\.pass$/i;

/** What ends so is a place. */
const place = /(file|path)$/i;

/**
 * No JVM flag, label or annotation is named like a secret, nor a variable, an argument or a ConfigMap's field of one's own objects,
 * nor what logback.xml gives a value to; and none of them holds a value of a secret's form.
 */
export const secretValues: Rule<Options> = {
  code: "zookeeper/secret-values",
  severity: "error",
  why: "Options are in git, and flags and annotations are shown to everybody who may see a pod.",
  source: "Kubernetes documentation, Good practices for Kubernetes Secrets",
  check({ jvmFlags, logback, pods, overrides, extraObjects }) {
    const flags = jvmFlags.map((flag, index): readonly [OptionPath, string] => [
      ["jvmFlags", index],
      flag.slice(0, flag.includes("=") ? flag.indexOf("=") : undefined),
    ]);
    const annotations = Object.entries(pods.annotations)
      .filter(([key, value]) => isSecretAnnotation(key, value))
      .map(([key]): readonly [OptionPath, string] => [["pods", "annotations", key], key]);
    const labels = Object.keys(pods.labels)
      .filter((key) => isSecretField(key))
      .map((key): readonly [OptionPath, string] => [["pods", "labels", key], key]);
    const own = Object.entries({ overrides, extraObjects }).flatMap(([key, value]) => [
      ...secretsIn(value, [key]),
      ...commandLinesIn(value, [key]),
    ]);
    const isSecretFile = isSecretEntry("data", "logback.xml", logback) || hasSecretForm(logback ?? "");
    const file: readonly (readonly [OptionPath, string])[] = isSecretFile ? [[["logback"], "a value in logback"]] : [];
    const formed = Object.entries({ jvmFlags, pods, overrides, extraObjects }).flatMap(([key, value]) =>
      formedIn(value, [key]),
    );
    // the value is never said: the message goes to logs
    return flags
      .filter(([, name]) => secretName.test(name) && !place.test(name))
      .concat(annotations, labels, file, own, formed)
      .map(([path, name]) => ({
        path,
        message: `${name} looks like a secret`,
        isSecret: true,
        hint: "keep secrets in a Secret, and name that; remove the value from git's history and change it",
      }));
  },
};

/** Environment variables with a value, fields of `data` and annotations that are named like a secret, and files that give one. */
function secretsIn(value: unknown, path: OptionPath): readonly (readonly [OptionPath, string])[] {
  if (typeof value !== "object" || value === null) return [];
  const [name, given]: readonly unknown[] = [Reflect.get(value, "name"), Reflect.get(value, "value")];
  const isVariable = typeof name === "string" && given !== undefined && given !== null;
  const found: (readonly [OptionPath, string])[] = isVariable && isSecretField(name) ? [[path, name]] : [];
  for (const [key, item] of Object.entries(value)) {
    const at = [...path, Array.isArray(value) ? Number(key) : key];
    if (isSecretEntry(String(path.at(-1)), key, item)) found.push([at, key]);
    found.push(...secretsIn(item, at));
  }
  return found;
}

/** Command lines with an argument that is named like a secret, or has the form of one. */
function commandLinesIn(value: unknown, path: OptionPath): readonly (readonly [OptionPath, string])[] {
  if (typeof value !== "object" || value === null) return [];
  const argument = isCommandLine(path.at(-1), value) ? secretArgument(value) : undefined;
  if (argument !== undefined) return [[path, argument]];
  return Object.entries(value).flatMap(([key, item]) =>
    commandLinesIn(item, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

/** Texts but for command lines that hold what has the form of a secret. */
function formedIn(value: unknown, path: OptionPath): readonly (readonly [OptionPath, string])[] {
  if (typeof value === "string") return hasSecretForm(value) ? [[path, `a value in ${path[0]}`]] : [];
  if (typeof value !== "object" || value === null || isCommandLine(path.at(-1), value)) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    formedIn(item, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}
