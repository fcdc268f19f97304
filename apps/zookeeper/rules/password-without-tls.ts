import type { Rule } from "../../../compiler/application.ts";
import type { Options } from "../options.ts";

/** Passwords are sent over TLS only. */
export const passwordWithoutTls: Rule<Options> = {
  code: "zookeeper/password-without-tls",
  severity: "warning",
  why: "DIGEST-MD5 can be broken by who records it, and the super user's password is sent as it is.",
  source: "RFC 6331; DigestAuthenticationProvider.java of ZooKeeper 3.9.5",
  check({ tls, authentication, membership }) {
    const { clients, quorum, superDigestSecret } = authentication;
    const hint = (ports: string) =>
      membership === "dynamic" && ports === "clients"
        ? "the Job of dynamic membership needs the plain port: let networkPolicy say who else may connect to it"
        : `set tls.${ports}.mode to "require", one step at a time`;
    const found = (option: keyof typeof authentication, ports: "clients" | "quorum", message: string) => ({
      path: ["authentication", option],
      involves: [["tls", ports, "mode"]],
      message: `${message}, but tls.${ports}.mode is ${tls[ports].mode}`,
      hint: hint(ports),
    });
    return [
      ...(clients === "off" || tls.clients.mode === "require"
        ? []
        : [found("clients", "clients", "clients give a password")]),
      ...(superDigestSecret === undefined || tls.clients.mode === "require"
        ? []
        : [found("superDigestSecret", "clients", "the super user gives a password")]),
      ...(quorum === "off" || tls.quorum.mode === "require"
        ? []
        : [found("quorum", "quorum", "servers give each other a password")]),
    ];
  },
};
