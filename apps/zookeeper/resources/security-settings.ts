import type { Options } from "../options.ts";
import { runDirectory } from "./directories.ts";

type Settings = Readonly<Record<string, string | number | boolean>>;

/** The settings of zoo.cfg for TLS and authentication; none where all of it is off. */
export function securitySettings({
  ports,
  tls,
  authentication,
}: Pick<Options, "ports" | "tls" | "authentication">): Settings {
  const { clients, quorum } = tls;
  return {
    ...(clients.mode === "off" ? {} : clientTls(ports.secureClient, clients.authentication)),
    ...(quorum.mode === "off" ? {} : quorumTls(quorum.mode)),
    ...(authentication.clients === "off" ? {} : clientSasl(authentication.clients)),
    ...(authentication.quorum === "off" ? {} : quorumSasl(authentication.quorum)),
    // With it a server would neither check the names in certificates of its peers nor use DIGEST-MD5 to them.
    ...(quorum.mode === "off" && authentication.quorum === "off" ? {} : { "fips-mode": false }),
  };
}

function clientTls(secureClientPort: number, clientAuth: string): Settings {
  return {
    secureClientPort,
    serverCnxnFactory: "org.apache.zookeeper.server.NettyServerCnxnFactory",
    ...stores("ssl", "client-tls"),
    "ssl.clientAuth": clientAuth,
    "client.certReload": true,
  };
}

function quorumTls(mode: Exclude<Options["tls"]["quorum"]["mode"], "off">): Settings {
  return {
    sslQuorum: mode !== "allow",
    portUnification: mode !== "require",
    ...stores("ssl.quorum", "quorum-tls"),
    // A server checks the name of the peer that it calls. The caller's could only be asked of reverse DNS, which in a
    // cluster may give the name of another Service, and which is not to be trusted.
    "ssl.quorum.clientHostnameVerification": false,
    sslQuorumReloadCertFiles: true,
    // Closing a TLS connection to a server that is gone takes long.
    "leader.closeSocketAsync": true,
    "learner.closeSocketAsync": true,
  };
}

/** Both stores are what start-zookeeper makes of the Secret, and makes anew when that changes. */
function stores(prefix: string, secret: string): Settings {
  return {
    [`${prefix}.keyStore.location`]: `${runDirectory}/${secret}.pem`,
    [`${prefix}.keyStore.type`]: "PEM",
    [`${prefix}.trustStore.location`]: `${runDirectory}/${secret}-ca.pem`,
    [`${prefix}.trustStore.type`]: "PEM",
  };
}

function clientSasl(mode: "allow" | "require"): Settings {
  return {
    "authProvider.sasl": "org.apache.zookeeper.server.auth.SASLAuthenticationProvider",
    ...(mode === "require" ? { "enforce.auth.enabled": true, "enforce.auth.schemes": "sasl" } : {}),
  };
}

function quorumSasl(mode: Exclude<Options["authentication"]["quorum"], "off">): Settings {
  return {
    "quorum.auth.enableSasl": true,
    "quorum.auth.learnerRequireSasl": mode !== "allow",
    "quorum.auth.serverRequireSasl": mode === "require",
  };
}
