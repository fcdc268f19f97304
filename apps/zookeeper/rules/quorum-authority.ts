import type { Rule } from "../../../compiler/application.ts";
import type { Options } from "../options.ts";
import { names } from "../resources/names.ts";

/** Certificates of clients are not good for the quorum. */
export const quorumAuthority: Rule<Options> = {
  code: "zookeeper/quorum-authority",
  severity: "warning",
  why: "A server takes every certificate of the quorum's authority for a peer's, so that a client with one could vote.",
  source: "X509Util.java and QuorumX509Util.java of ZooKeeper 3.9.5",
  check(options) {
    const { clients, quorum } = options.tls;
    if (clients.mode === "off" || quorum.mode === "off" || clients.authentication === "none") return [];
    const hint = "give the quorum an authority of its own";
    const { clientTls, quorumTls } = names(options);
    if (clientTls === quorumTls) {
      const involves = [["tls", "clients", "secret"]];
      const message = `clients and the quorum share the Secret ${quorumTls}`;
      return [{ path: ["tls", "quorum", "secret"], involves, message, hint }];
    }
    const { issuer } = quorum;
    if (issuer === undefined || issuer.name !== clients.issuer?.name || issuer.kind !== clients.issuer.kind) return [];
    const involves = [["tls", "clients", "issuer"]];
    return [
      {
        path: ["tls", "quorum", "issuer"],
        involves,
        message: `clients and the quorum share the ${issuer.kind} ${issuer.name}`,
        hint,
      },
    ];
  },
};
