import type { Json } from "../../../compiler/kubernetes/json.ts";
import { unsupportedVersion } from "../rules/supported-version.ts";
import { asNumber, told } from "./value-readers.ts";
import { type Reader, type Reading, valueAt } from "./values.ts";

/** A container image, which is taken where it is one that Overlayer starts. */
export function image(value: Json): readonly Reading[] {
  const text = String(value);
  const use = "Overlayer's default image is used";
  const oldVolumes =
    "before the upgrade see that each server's volume has a snapshot: 3.5 and later refuse one with a log alone (ZOOKEEPER-3056)";
  const isFrom34 = /[:-]3\.4\.\d/.test(text);
  const isOfficial = /(^|\/)zookeeper([:@]|$)/.test(text) && !text.includes("bitnami");
  if (!isOfficial) {
    const hint = isFrom34
      ? oldVolumes
      : "for a mirror of the official image, or one made like it, set the option image";
    return told(`this image is not made like the official one, on which Overlayer's scripts run: ${use}`, hint);
  }
  const version = unsupportedVersion(text);
  if (version === undefined) return [{ option: ["image"], value }];
  const hint = isFrom34 ? oldVolumes : "read the upgrade notes of the releases between the two";
  return told(`ZooKeeper ${version} loses data or has known holes: ${use}`, hint);
}

/** The four-letter words that servers answer. Overlayer's answer those that its probes and people need. */
export const fourLetterWords: Reader = (value) => {
  const words = String(value)
    .split(/[\s,]+/)
    .filter((word) => word !== "");
  return words.every((word) => ["mntr", "ruok", "srvr"].includes(word))
    ? []
    : told(
        "of these words only mntr, ruok and srvr are answered",
        'for the others ask the AdminServer: set adminServer to "localhost" or "all"',
      );
};

/** How many pods a drain may stop, of as many servers as another key says. */
export function maxUnavailable(servers: string): Reader {
  return (value, file) => {
    if (asNumber(value) !== 1) return told("Overlayer's PodDisruptionBudget has maxUnavailable 1");
    if (asNumber(valueAt(file, servers) ?? 0) !== 1) return [];
    return told("a single server has no PodDisruptionBudget, which would protect nothing");
  };
}

/** `soft` or `hard`, by which servers are kept on nodes of their own. */
export const antiAffinity: Reader = (value) => [{ option: ["spreading", "nodes"], value }];

/** What is to be told of a key of Kubernetes that Overlayer leaves to overrides. */
export const noOption = "there is no option for it";

/** How an override reaches a pod's fields. */
export const overridePod = "set it by an override of the StatefulSet's pod template";

/** The same for the Service of the clients. */
export const overrideService = "set it by an override of the Service of the clients, which names.clientService names";
