import type { Rule } from "../../../compiler/application.ts";
import type { Options } from "../options.ts";

/** Jobs can change the voters where the ensemble keeps them itself. */
export const dynamicMembership: Rule<Options> = {
  code: "zookeeper/dynamic-membership",
  severity: "error",
  why: "Only the super user may change the voters, and the Job that does it speaks plain text.",
  source: "ZooKeeper Dynamic Reconfiguration guide, Access Control",
  check({ membership, tls, authentication }) {
    if (membership === "static") return [];
    const secret = ["authentication", "superDigestSecret"];
    const mode = ["tls", "clients", "mode"];
    const involves = [["membership"]];
    return [
      ...(authentication.superDigestSecret === undefined
        ? [
            {
              path: ["membership"],
              involves: [secret],
              message: "membership is dynamic, but there is no superDigestSecret",
              hint: "name a Secret with superDigest (super:DIGEST) and superPassword, see docs/scaling.md",
            },
          ]
        : []),
      ...(tls.clients.mode === "require"
        ? [
            {
              path: mode,
              involves,
              message: "membership is dynamic, but the plain client port is closed to the Job",
              hint: 'set tls.clients.mode to "allow", or membership to "static"',
            },
          ]
        : []),
    ];
  },
};
