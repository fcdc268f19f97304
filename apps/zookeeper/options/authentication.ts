import * as z from "zod";
import { dnsName } from "../../../compiler/kubernetes/schema.ts";
import { rollOut } from "./roll-out.ts";

/** Who clients and servers say that they are. Passwords are in Secrets, of which only the names stand here. */
export const authentication = z
  .strictObject({
    clients: z.enum(["off", "allow", "require"]).meta({
      description: "SASL DIGEST-MD5 of clients: allow takes it, require refuses sessions without.",
      source: "zoo.cfg authProvider and enforce.auth.schemes",
    }),
    quorum: rollOut.meta({
      description: "SASL DIGEST-MD5 between the servers, in steps as tls.quorum.mode.",
      source: "zoo.cfg quorum.auth.enableSasl, learnerRequireSasl and serverRequireSasl",
    }),
    jaasSecret: dnsName.exactOptional().meta({
      description: "Secret whose jaas.conf has Server, QuorumServer and QuorumLearner; by default <name>-jaas.",
      source: "JVM -Djava.security.auth.login.config",
    }),
    superDigestSecret: dnsName.exactOptional().meta({
      description: "Secret whose superDigest is super:DIGEST, for a user above all ACLs.",
      source: "JVM -Dzookeeper.DigestAuthenticationProvider.superDigest",
    }),
  })
  .describe("Authentication by SASL, and the super user.");
