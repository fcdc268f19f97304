import { chmodSync, chownSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Manifest } from "../../compiler/kubernetes/manifest.ts";
import { filesOf, type PodSpec, type Volume } from "./container.ts";

/** A file or directory of this machine that a container sees at a path of its own. */
export interface Mount {
  readonly source: string;
  readonly target: string;
  readonly readOnly: boolean;
}

/**
 * Makes a pod's volumes as a kubelet does and says where they are mounted. Claims, directories by the name of the volume,
 * outlive the pod; everything else is made anew below `directory`.
 */
export function mounts(
  manifests: readonly Manifest[],
  { containers, securityContext, volumes }: PodSpec,
  claims: ReadonlyMap<string, string>,
  directory: string,
): readonly Mount[] {
  const owner = { user: securityContext.runAsUser, group: securityContext.runAsGroup };
  rmSync(directory, { recursive: true, force: true });
  for (const one of volumes) fill(manifests, one, join(directory, one.name), owner);
  for (const claim of claims.values()) writable(claim, owner);
  return containers[0].volumeMounts.map(({ name, mountPath, subPath, readOnly }) => ({
    source: join(claims.get(name) ?? join(directory, name), subPath ?? ""),
    target: mountPath,
    // Kubernetes mounts the files of ConfigMaps and Secrets read-only whatever a mount says.
    readOnly: readOnly === true || volumes.some((one) => one.name === name && one.emptyDir === undefined),
  }));
}

interface Owner {
  readonly user: number;
  readonly group: number;
}

function fill(manifests: readonly Manifest[], volume: Volume, directory: string, owner: Owner): void {
  writable(directory, owner);
  const { configMap, secret, projected } = volume;
  const mode = (configMap ?? secret ?? projected)?.defaultMode ?? 0o644;
  const sources = [
    { configMap, secret: secret && { ...secret, name: secret.secretName } },
    ...(projected?.sources ?? []),
  ];
  for (const source of sources) {
    const kinds = [["ConfigMap", source.configMap] as const, ["Secret", source.secret] as const];
    for (const [kind, from] of kinds) {
      if (from === undefined) continue;
      const files = filesOf(manifests, kind, from.name);
      const items = from.items ?? [...files.keys()].map((key) => ({ key, path: key }));
      for (const { key, path } of items) writeFile(join(directory, path), files.get(key), mode, owner);
    }
  }
}

function writable(directory: string, { user, group }: Owner): void {
  mkdirSync(directory, { recursive: true });
  chownSync(directory, user, group);
}

function writeFile(path: string, text: string | undefined, mode: number, { group }: Owner): void {
  if (text === undefined) throw new Error(`no such key for ${path}`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  chmodSync(path, mode);
  // A file of root, like a kubelet's, that the fsGroup may read.
  chownSync(path, 0, group);
}
