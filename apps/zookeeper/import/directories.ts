import { schema } from "../options.ts";
import { volumeDirectory } from "../resources/directories.ts";
import { hiddenAt } from "../rules/directories.ts";
import { isOfficial } from "./image.ts";
import { lastOf, type Setting } from "./settings.ts";

/** Where a server has its snapshots and its transaction log. */
export interface Directories {
  readonly data: string;
  readonly dataLog: string;
}

/** A volume in the server's container, and whether the two are of one claim. */
interface Mount {
  readonly name: string;
  readonly mountPath: string;
}

/** Where servers of an image keep their files. A zoo.cfg of their own says all, variables leave the image's defaults. */
export function directoriesOf(settings: readonly Setting[], image: string, hasZooCfg: boolean): Directories {
  const own = image.includes("bitnami") ? "/bitnami/zookeeper/data" : "/data";
  const data = lastOf(settings, "dataDir")?.value || own;
  const beside = isOfficial(image) && !hasZooCfg ? "/datalog" : data;
  return { data: trimmed(data), dataLog: trimmed(lastOf(settings, "dataLogDir")?.value || beside) };
}

function trimmed(path: string): string {
  return path.replace(/(?<=.)\/+$/, "");
}

/** The directories that an option can name and the same files are in, and where the volumes are mounted for that. */
export interface NewDirectories extends Directories {
  /** Where Overlayer mounts the volume of the data. */
  readonly volume: string;
  readonly dataMount: string;
  /** Of a log with a mount of its own. */
  readonly logMount: string;
}

const home = "/var/lib/zookeeper";

/** `log` is the volume of the log, undefined where it is on none: it is beside the data then. */
export function newDirectories(old: Directories, volume: Mount, log: Mount | undefined): NewDirectories {
  const inVolume = old.data.slice(volume.mountPath.length);
  const isKept = isUsable(old.data, volumeDirectory({ data: old.data, dataLog: old.data }));
  const data = isKept ? old.data : `${home}${inVolume === "" ? "/data" : inVolume}`;
  const dataMount = data.slice(0, data.length - inVolume.length);
  const own = volumeDirectory({ data, dataLog: data });
  const mounts = { data, volume: own, dataMount };
  if (log === undefined) return { ...mounts, dataLog: data, logMount: "" };
  const inLog = old.dataLog.slice(log.mountPath.length);
  if (log.mountPath === volume.mountPath) return { ...mounts, dataLog: `${dataMount}${inLog}`, logMount: "" };
  // a mount of the same claim has to be in its volume's directory, one of another claim beside that
  const isInside = `${old.dataLog}/`.startsWith(`${own}/`);
  const isFine = isUsable(old.dataLog, old.dataLog) && isInside === (log.name === volume.name);
  const fresh = `${log.name === volume.name ? `${own}/log` : `${home}-log`}${inLog}`;
  const dataLog = isFine ? old.dataLog : fresh;
  return { ...mounts, dataLog, logMount: dataLog.slice(0, dataLog.length - inLog.length) };
}

/** True for a directory that the schema accepts, with a mount that hides nothing of the image. */
function isUsable(path: string, mount: string): boolean {
  const isWellFormed = schema.shape.directories.shape.data.safeParse(path).success;
  return isWellFormed && hiddenAt(mount) === undefined;
}
