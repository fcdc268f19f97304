import * as z from "zod";
import { bytes, dnsName } from "../../../compiler/kubernetes/schema.ts";

const claim = {
  size: bytes("1Gi").meta({
    description: "Size of each server's volume. It cannot change once the StatefulSet exists.",
    source: "StatefulSet spec.volumeClaimTemplates resources.requests.storage",
  }),
  className: dnsName.exactOptional().meta({
    description: "StorageClass of the volumes; the cluster's default where it is absent.",
    source: "StatefulSet spec.volumeClaimTemplates storageClassName",
  }),
};

const retention = z.enum(["Retain", "Delete"]);

/** The persistent volumes of each server. */
export const storage = z
  .strictObject({
    ...claim,
    transactionLog: z
      .strictObject(claim)
      .exactOptional()
      .describe(
        "A second volume for the transaction log alone. For a new ensemble: an old one would not find its log.",
      ),
    retention: z
      .strictObject({
        whenDeleted: retention.meta({
          description: "What becomes of the volumes when the StatefulSet is deleted.",
          source: "StatefulSet spec.persistentVolumeClaimRetentionPolicy.whenDeleted",
        }),
        whenScaled: retention.meta({
          description: "What becomes of the volumes of servers that are scaled away.",
          source: "StatefulSet spec.persistentVolumeClaimRetentionPolicy.whenScaled",
        }),
      })
      .describe("How long the volumes are kept."),
  })
  .describe("The volumes of each server, for snapshots and the transaction log.");
