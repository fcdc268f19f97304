import type { Manifest } from "../../../compiler/kubernetes/manifest.ts";
import type { Options } from "../options.ts";
import { metadata, names } from "./names.ts";

/** The Certificates that cert-manager makes the Secrets of; none where TLS is off or no issuer is named. */
export function certificates(options: Options): readonly Manifest[] {
  const { clients, quorum } = options.tls;
  const { clientTls, quorumTls, clientService } = names(options);
  return [
    ...(clients.mode === "off" || clients.issuer === undefined
      ? []
      : [
          certificate(options, clientTls, clients.issuer, [
            "localhost",
            ...serviceNames(options, clientService),
            ...podNames(options),
          ]),
        ]),
    ...(quorum.mode === "off" || quorum.issuer === undefined
      ? []
      : [certificate(options, quorumTls, quorum.issuer, podNames(options))]),
  ];
}

function certificate(
  options: Options,
  secretName: string,
  { name, kind }: { readonly name: string; readonly kind: string },
  dnsNames: readonly string[],
): Manifest {
  return {
    apiVersion: "cert-manager.io/v1",
    kind: "Certificate",
    metadata: metadata(secretName, options),
    spec: {
      secretName,
      issuerRef: { group: "cert-manager.io", kind, name },
      dnsNames,
      // ZooKeeper reads no other encoding.
      privateKey: { encoding: "PKCS8", rotationPolicy: "Always" },
      // Servers are each other's clients, and ZooKeeper shows the same certificate in both roles.
      usages: ["digital signature", "key encipherment", "server auth", "client auth"],
    },
  };
}

/** A wildcard, because a further server must not have to wait for another certificate. */
function podNames(options: Options): string[] {
  return qualified(options, `*.${names(options).headlessService}`);
}

function serviceNames(options: Options, service: string): string[] {
  return [service, ...qualified(options, service)];
}

function qualified({ namespace, clusterDomain }: Options, service: string): string[] {
  return [`${service}.${namespace}`, `${service}.${namespace}.svc`, `${service}.${namespace}.svc.${clusterDomain}`];
}
