import type { OptionPath, Rule } from "../../../compiler/application.ts";
import { hasSecretForm } from "../../../compiler/kubernetes/secret-names.ts";
import type { Options } from "../options.ts";

const secretName =
  /passw|passphrase|secret|superdigest|credential|private-?key|api[-.]?key|access[-.]?key|token(?!ize)|\.pass$/i;

/** What holds a secret itself, and not where it is, such as SECRETS_DIR. */
const secretField =
  /(passwo?r?d|pass|passphrase|secret|superdigest|credentials?|(private|api|access)[-_.]?key|token)$/i;

/**
 * No JVM flag, label or annotation is named like a secret, nor a variable, an argument or a ConfigMap's field of one's own objects;
 * and none of them holds a value of a secret's form.
 */
export const secretValues: Rule<Options> = {
  code: "zookeeper/secret-values",
  severity: "error",
  why: "Options are in git, and flags and annotations are shown to everybody who may see a pod.",
  source: "Kubernetes documentation, Good practices for Kubernetes Secrets",
  check({ jvmFlags, pods, overrides, extraObjects }) {
    const flags = jvmFlags.map((flag, index): readonly [OptionPath, string] => [
      ["jvmFlags", index],
      flag.slice(0, flag.includes("=") ? flag.indexOf("=") : undefined),
    ]);
    const annotations = Object.keys(pods.annotations).map((key): readonly [OptionPath, string] => [
      ["pods", "annotations", key],
      key,
    ]);
    const labels = Object.keys(pods.labels)
      .filter((key) => secretField.test(key))
      .map((key): readonly [OptionPath, string] => [["pods", "labels", key], key]);
    const own = Object.entries({ overrides, extraObjects }).flatMap(([key, value]) => [
      ...secretsIn(value, [key]),
      ...commandLinesIn(value, [key]),
    ]);
    const formed = Object.entries({ jvmFlags, pods, overrides, extraObjects }).flatMap(([key, value]) =>
      formedIn(value, [key]),
    );
    // the value is never said: the message goes to logs
    return [...flags, ...annotations]
      .filter(([, name]) => secretName.test(name))
      .concat(labels, own, formed)
      .map(([path, name]) => ({
        path,
        message: `${name} looks like a secret`,
        isSecret: true,
        hint: "keep secrets in a Secret, and name that; remove the value from git's history and change it",
      }));
  },
};

/** Environment variables with a value, and fields of `data`, that are named like a secret. */
function secretsIn(value: unknown, path: OptionPath): readonly (readonly [OptionPath, string])[] {
  if (typeof value !== "object" || value === null) return [];
  const name: unknown = Reflect.get(value, "name");
  const isVariable = typeof name === "string" && typeof Reflect.get(value, "value") === "string";
  const found: (readonly [OptionPath, string])[] = isVariable && secretField.test(name) ? [[path, name]] : [];
  for (const [key, item] of Object.entries(value)) {
    const at = [...path, Array.isArray(value) ? Number(key) : key];
    if (path.at(-1) === "data" && typeof item === "string" && secretField.test(key)) found.push([at, key]);
    found.push(...secretsIn(item, at));
  }
  return found;
}

/** Command lines with an argument that is named like a secret. */
function commandLinesIn(value: unknown, path: OptionPath): readonly (readonly [OptionPath, string])[] {
  if (typeof value !== "object" || value === null) return [];
  const isLine = Array.isArray(value) && ["command", "args"].includes(String(path.at(-1)));
  const argument = isLine ? secretArgument(value) : undefined;
  if (argument !== undefined) return [[path, argument]];
  return Object.entries(value).flatMap(([key, item]) =>
    commandLinesIn(item, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

/**
 * The name of the first argument that gives a secret: `--password=…`, the one before a value of its own, or `TOKEN=…` and
 * `password: …` within a text. What names a variable, such as `$(PASSWORD)`, gives none.
 */
function secretArgument(words: readonly unknown[]): string | undefined {
  const texts = words.map(String);
  const within = texts.flatMap((text) => [...text.matchAll(/([\w.-]+)["']?(?:=|:\s+)["']?(?![=$"'\s])\S/g)]);
  const apart = texts.flatMap((text, index) => {
    const [, flag] = /^--?([\w.-]+)$/.exec(text) ?? [];
    return flag === undefined || /^(-|\$|$)/.test(texts[index + 1] ?? "") ? [] : [flag];
  });
  return [...within.map(([, name = ""]) => name), ...apart].find((name) => secretField.test(name));
}

/** Texts that hold what has the form of a secret. */
function formedIn(value: unknown, path: OptionPath): readonly (readonly [OptionPath, string])[] {
  if (typeof value === "string") return hasSecretForm(value) ? [[path, `a value in ${path[0]}`]] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    formedIn(item, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}
