import type { OptionPath, Rule } from "../../../compiler/application.ts";
import type { Options } from "../options.ts";

const secretName = /passw|passphrase|secret|superdigest|credential|private-?key|api-?key|access-?key|token(?!ize)/i;

/** No JVM flag and no annotation is named like a secret. */
export const secretValues: Rule<Options> = {
  code: "zookeeper/secret-values",
  severity: "error",
  why: "Options are in git, and flags and annotations are shown to everybody who may see a pod.",
  source: "Kubernetes documentation, Good practices for Kubernetes Secrets",
  check({ jvmFlags, pods }) {
    const flags = jvmFlags.map((flag, index): readonly [OptionPath, string] => [
      ["jvmFlags", index],
      flag.slice(0, flag.includes("=") ? flag.indexOf("=") : undefined),
    ]);
    const annotations = Object.keys(pods.annotations).map((key): readonly [OptionPath, string] => [
      ["pods", "annotations", key],
      key,
    ]);
    // the value is never said: the message goes to logs
    return [...flags, ...annotations]
      .filter(([, name]) => secretName.test(name))
      .map(([path, name]) => ({
        path,
        message: `${name} looks like a secret`,
        isSecret: true,
        hint: "keep secrets in a Secret, and name that; remove the value from git's history and change it",
      }));
  },
};
