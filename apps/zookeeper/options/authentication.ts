import * as z from "zod";
import { dnsName } from "../../../compiler/kubernetes/schema.ts";
import { rollOut } from "./roll-out.ts";

/** Who clients and servers say that they are. Passwords are in Secrets, of which only the names stand here. */
export const authentication = z
  .strictObject({
    clients: z
      .enum(["off", "allow", "require"])
      .describe("SASL DIGEST-MD5 of clients: allow takes it, require refuses sessions without.")
      .meta({ source: "zoo.cfg authProvider and enforce.auth.schemes" }),
    quorum: rollOut
      .describe("SASL DIGEST-MD5 between the servers, in steps as tls.quorum.mode.")
      .meta({ source: "zoo.cfg quorum.auth.enableSasl, learnerRequireSasl and serverRequireSasl" }),
    jaasSecret: dnsName
      .exactOptional()
      .describe("Secret whose jaas.conf has Server, QuorumServer and QuorumLearner; by default <name>-jaas.")
      .meta({ source: "JVM -Djava.security.auth.login.config" }),
    superDigestSecret: dnsName
      .exactOptional()
      .describe("Secret whose superDigest is super:DIGEST, for a user above all ACLs.")
      .meta({ source: "JVM -Dzookeeper.DigestAuthenticationProvider.superDigest" }),
  })
  .describe("Authentication by SASL, and the super user.");
