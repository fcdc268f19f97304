import * as z from "zod";
import { dnsName } from "../../../compiler/kubernetes/schema.ts";
import { rollOut } from "./roll-out.ts";

/** Who clients and servers say that they are. Passwords are in Secrets, of which only the names stand here. */
export const authentication = z
  .strictObject({
    clients: z
      .enum(["off", "allow", "require"])
      .describe("SASL DIGEST-MD5 of clients: allow takes it, require refuses sessions without. (enforce.auth.schemes)"),
    quorum: rollOut.describe(
      "SASL DIGEST-MD5 between the servers: allow takes it, prefer sends it, require refuses servers without. One step at a time on a running ensemble. (quorum.auth.*)",
    ),
    jaasSecret: dnsName
      .exactOptional()
      .describe(
        "Name of the Secret whose jaas.conf has the sections Server, QuorumServer and QuorumLearner; that of the ensemble and -jaas where it is absent.",
      ),
    superDigestSecret: dnsName
      .exactOptional()
      .describe(
        "Name of the Secret whose superDigest is super:DIGEST, for a user above all ACLs; none where it is absent. (DigestAuthenticationProvider.superDigest)",
      ),
  })
  .describe("Authentication by SASL, and the super user.");
