import type { InputField } from "../../../compiler/application.ts";
import type { Json } from "../../../compiler/kubernetes/json.ts";
import { tagOf } from "../image.ts";
import { finding, nothing, option, type Read, together } from "./reader.ts";

/**
 * The image, where Overlayer's scripts run on it: it is the official one, or `isLike` it. For any other Overlayer's own
 * default stands.
 */
export function imageOption(image: Json | undefined, isLike: boolean, from: InputField): Read {
  if (typeof image !== "string") return nothing;
  const upgraded = [...(tagOf(image) ?? "").matchAll(/\d+\.\d+\.\d+/g)].at(-1)?.[0] ?? "";
  if (isLike || isOfficial(image)) return together(option(["image"], image, from), oldVersion(upgraded, from));
  const message = `the image ${image} is replaced by Overlayer's default, the official one: Overlayer's scripts do not run on it`;
  const hint = "for a mirror of the official image, set the option image";
  return together(finding("warning", from, message, hint), oldVersion(upgraded, from));
}

/** The official image, or a mirror of it. */
export function isOfficial(image: string): boolean {
  return /(^|\/)zookeeper([:@]|$)/.test(image) && !image.includes("bitnami");
}

/** ZooKeeper 3.5.5 and later refuse a log without a snapshot, which 3.4 can leave. */
function oldVersion(version: string, from: InputField): Read {
  if (!/^3\.[0-4]\./.test(version)) return nothing;
  return finding(
    "warning",
    from,
    `ZooKeeper ${version} is upgraded: later versions do not start on a volume whose log has no snapshot (ZOOKEEPER-3056)`,
    'look for a file snapshot.* on each volume; where there is none, set jvmFlags to ["-Dzookeeper.snapshot.trust.empty=true"] for the first roll-out only',
  );
}
