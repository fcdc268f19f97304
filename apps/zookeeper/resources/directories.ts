import type { Options } from "../options.ts";

/** Where the volume is mounted: above the directory of the data, so that the log has room beside it or in it. */
export function volumeDirectory({ data }: Options["directories"]): string {
  return data.slice(0, data.lastIndexOf("/"));
}

/** The official image's ZOOCFGDIR: zoo.cfg, logback.xml and java.security. */
export const configDirectory = "/conf";

/** Where the Secrets are mounted, each in a folder of its own. */
export const secretsDirectory = "/etc/zookeeper/secrets";

/** Memory of the pod, for what start-zookeeper makes of the Secrets. */
export const runDirectory = "/run/zookeeper";

/** A directory of the image's PATH. */
export const commandDirectory = "/usr/local/bin";

/** Directories that a server writes to beside its volumes; the rest of the image is read-only. */
export const scratchDirectories = { logs: "/logs", tmp: "/tmp" };
