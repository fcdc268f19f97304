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

/** A directory of the image's PATH. */
export const commandDirectory = "/usr/local/bin";
