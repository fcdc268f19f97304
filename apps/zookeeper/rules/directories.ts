import type { Rule, Violation } from "../../../compiler/application.ts";
import type { Options } from "../options.ts";
import { commandDirectory, configDirectory, scratchDirectories, volumeDirectory } from "../resources/directories.ts";

/** Snapshots and logs are on volumes, and no volume hides what a server needs of its image. */
export const directories: Rule<Options> = {
  code: "zookeeper/directories",
  severity: "error",
  why: "What is not on a volume is lost with the pod, and a volume hides what the image has at its place.",
  source: "README of Kubernetes ZooKeeper, Storage; Kubernetes documentation, Volumes",
  check({ directories: { data, dataLog }, storage }) {
    const volume = volumeDirectory({ data, dataLog });
    if (storage.transactionLog === undefined) {
      return isWithin(dataLog, volume) ? hides("data", volume) : [offVolume(dataLog, volume)];
    }
    const overlaps = isWithin(dataLog, volume) || isWithin(volume, dataLog);
    return overlaps ? [nested(dataLog, volume)] : [...hides("data", volume), ...hides("dataLog", dataLog)];
  },
};

/** Of the official image and of what is mounted beside the volumes. */
const needed = [
  ...[configDirectory, commandDirectory, ...Object.values(scratchDirectories)],
  ...["/bin", "/dev", "/etc", "/lib", "/opt", "/proc", "/run", "/sbin", "/sys", "/usr", "/var/run"],
];

/** What of the image a volume would hide at its mount; undefined where it hides nothing. */
export function hiddenAt(mount: string): string | undefined {
  return needed.find((one) => isWithin(one, mount) || isWithin(mount, one));
}

function hides(option: keyof Options["directories"], mount: string): readonly Violation[] {
  const hidden = hiddenAt(mount);
  if (hidden === undefined) return [];
  return [
    {
      path: ["directories", option],
      message: `the volume of directories.${option} would be mounted at ${mount}, which is in the way of ${hidden}`,
      hint: "use a directory of its own, such as /var/lib/zookeeper/data",
    },
  ];
}

function offVolume(dataLog: string, volume: string): Violation {
  return {
    path: ["directories", "dataLog"],
    involves: [
      ["directories", "data"],
      ["storage", "transactionLog"],
    ],
    message: `directories.dataLog is ${dataLog}, outside of the volume at ${volume}`,
    hint: `use a directory in ${volume}, or give the log a volume by storage.transactionLog`,
  };
}

function nested(dataLog: string, volume: string): Violation {
  return {
    path: ["directories", "dataLog"],
    involves: [
      ["directories", "data"],
      ["storage", "transactionLog"],
    ],
    message: `directories.dataLog is ${dataLog} and has a volume of its own, but the other is mounted at ${volume}`,
    hint: "use a directory beside the other volume, such as /var/lib/zookeeper-log",
  };
}

function isWithin(path: string, directory: string): boolean {
  return `${path}/`.startsWith(`${directory}/`);
}
