import * as z from "zod";
import { dnsName } from "../../../compiler/kubernetes/schema.ts";
import { rollOut } from "./roll-out.ts";

const secret = dnsName.exactOptional().meta({
  description: "Secret with tls.crt, tls.key (PKCS#8) and ca.crt; by default <name>-client-tls or <name>-quorum-tls.",
  source: "Pod spec.volumes.secret.secretName",
});

const issuer = z
  .strictObject({
    name: dnsName.meta({ description: "Name of the issuer.", source: "Certificate spec.issuerRef.name" }),
    kind: z.enum(["Issuer", "ClusterIssuer"]).meta({
      description: "Issuer of the ensemble's namespace, or ClusterIssuer.",
      source: "Certificate spec.issuerRef.kind",
    }),
  })
  .exactOptional()
  .describe("cert-manager's issuer, for a Certificate that makes the Secret; none where it is absent.");

const clients = z
  .strictObject({
    mode: z.enum(["off", "allow", "require"]).meta({
      description: "allow opens ports.secureClient beside ports.client; require leaves ports.client to the pod itself.",
      source: "zoo.cfg secureClientPort",
    }),
    authentication: z
      .enum(["none", "want", "need"])
      .meta({ description: "Whether a client shows a certificate of its own.", source: "zoo.cfg ssl.clientAuth" }),
    secret,
    issuer,
  })
  .describe("Connections of clients.");

const quorum = z
  .strictObject({
    mode: rollOut.meta({
      description: "allow takes TLS too, prefer sends it, require refuses plain text: one step a roll-out.",
      source: "zoo.cfg portUnification and sslQuorum",
    }),
    secret,
    issuer,
  })
  .describe("Connections between the servers. Every certificate of its ca.crt may join: use an authority of its own.");

/** Encryption of the connections of clients and of those between the servers. */
export const tls = z
  .strictObject({ clients, quorum })
  .describe("TLS, with certificates from Secrets. A renewed certificate is taken over without a restart.");
