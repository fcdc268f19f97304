import type { Rule } from "../../../compiler/application.ts";
import type { Options } from "../options.ts";

/** Access control of znodes is not switched off. */
export const skipAcl: Rule<Options> = {
  code: "zookeeper/skip-acl",
  severity: "production",
  why: "With skipACL everybody who reaches the client port may read, change and delete every znode.",
  source: "ZooKeeper Administrator's Guide, skipACL",
  check: ({ jvmFlags }) =>
    jvmFlags.flatMap((flag, index) =>
      flag === "-Dzookeeper.skipACL=yes"
        ? [{ path: ["jvmFlags", index], message: "jvmFlags switches ACLs off", hint: "leave the flag out" }]
        : [],
    ),
};
