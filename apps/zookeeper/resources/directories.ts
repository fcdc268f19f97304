/** Where the volume is mounted. */
export const volumeDirectory = "/var/lib/zookeeper";

// Both as the classic ZooKeeper manifests have them, so that the volumes of a running ensemble can be adopted: a server
// that finds its snapshots but not its log would silently lose the last writes.

/** Snapshots and the server's number. */
export const dataDirectory = `${volumeDirectory}/data`;

/** Transaction logs. */
export const dataLogDirectory = `${volumeDirectory}/data/log`;

/** The official image's ZOOCFGDIR: zoo.cfg, logback.xml and java.security. */
export const configDirectory = "/conf";

/** Where the Secrets are mounted, each in a folder of its own. */
export const secretsDirectory = "/etc/zookeeper/secrets";

/** Memory of the pod, for what start-zookeeper makes of the Secrets. */
export const runDirectory = "/run/zookeeper";

/** A directory of the image's PATH. */
export const commandDirectory = "/usr/local/bin";
