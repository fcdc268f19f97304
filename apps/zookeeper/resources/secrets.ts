import type { Options } from "../options.ts";
import { runDirectory, secretsDirectory } from "./directories.ts";
import { names } from "./names.ts";

/** The options that say which Secrets there are, and what they are called. */
type SecretOptions = Pick<Options, "name" | "names" | "tls" | "authentication">;

/** Names of the volumes, which are the folders of secretsDirectory where start-zookeeper looks for them → Secrets. */
function secrets(options: SecretOptions): readonly (readonly [volume: string, secret: string])[] {
  const { tls, authentication } = options;
  const { clientTls, quorumTls, jaas } = names(options);
  const usesJaas = authentication.clients !== "off" || authentication.quorum !== "off";
  const superDigest = authentication.superDigestSecret;
  return [
    ...(tls.clients.mode === "off" ? [] : [["client-tls", clientTls] as const]),
    ...(tls.quorum.mode === "off" ? [] : [["quorum-tls", quorumTls] as const]),
    ...(usesJaas ? [["jaas", jaas] as const] : []),
    ...(superDigest === undefined ? [] : [["super-digest", superDigest] as const]),
  ];
}

/** Volumes of the Secrets, and the memory for what start-zookeeper makes of them; none where there are no Secrets. */
export function secretVolumes(options: SecretOptions) {
  const volumes = secrets(options).map(([name, secretName]) => ({ name, secret: { secretName, defaultMode: 0o440 } }));
  return volumes.length === 0 ? [] : [...volumes, { name: "run", emptyDir: { medium: "Memory", sizeLimit: "1Mi" } }];
}

/** Where they are mounted. */
export function secretMounts(options: SecretOptions) {
  return secretVolumes(options).map(({ name }) =>
    name === "run"
      ? { name, mountPath: runDirectory }
      : { name, mountPath: `${secretsDirectory}/${name}`, readOnly: true },
  );
}
