import type { Rule } from "../../../compiler/application.ts";
import { tagOf } from "../image.ts";
import type { Options } from "../options.ts";

/** The version is one without known loss of data and known holes, where the tag tells it. */
export const supportedVersion: Rule<Options> = {
  code: "zookeeper/supported-version",
  severity: "error",
  why: "ZooKeeper 3.9.3 can lose data (ZOOKEEPER-4925), others before 3.8.6 and 3.9.5 have known holes (CVE-2026-24281).",
  source: "ZooKeeper's releases and security pages",
  check({ image }) {
    const version = unsupportedVersion(image);
    if (version === undefined) return [];
    return [{ path: ["image"], message: `image ${image} is ZooKeeper ${version}`, hint: "use 3.9.5 or later" }];
  },
};

/** The ZooKeeper version of an image's tag where it is none to run; undefined where it is fine or the tag tells none. */
export function unsupportedVersion(image: string): string | undefined {
  const version = tagOf(image)?.match(/^(\d+)\.(\d+)\.(\d+)/);
  if (!version || isSupported(Number(version[1]), Number(version[2]), Number(version[3]))) return undefined;
  return version[0];
}

function isSupported(major: number, minor: number, patch: number): boolean {
  if (major !== 3) return major > 3;
  return minor > 9 || (minor === 9 && patch >= 5) || (minor === 8 && patch >= 6);
}
