import * as z from "zod";
import { dnsLabel, dnsName, labels } from "../../../compiler/kubernetes/schema.ts";

/** Names that are not made of the ensemble's. */
export const names = z
  .strictObject({
    headlessService: dnsLabel.exactOptional().meta({
      description: "Service in which each server has its DNS name; by default <name>-hs.",
      source: "StatefulSet spec.serviceName",
    }),
    clientService: dnsLabel
      .exactOptional()
      .meta({ description: "Service that clients connect to; by default <name>-cs.", source: "Service metadata.name" }),
    disruptionBudget: dnsName.exactOptional().meta({
      description: "PodDisruptionBudget; by default <name>-pdb.",
      source: "PodDisruptionBudget metadata.name",
    }),
    volume: dnsLabel.exactOptional().meta({
      description: "Volume of the data, after which the servers' claims are named; by default datadir.",
      source: "StatefulSet spec.volumeClaimTemplates metadata.name",
    }),
    logVolume: dnsLabel.exactOptional().meta({
      description: "The log's own volume, where it has one; by default datalogdir.",
      source: "StatefulSet spec.volumeClaimTemplates metadata.name",
    }),
  })
  .describe("Names that an ensemble had before Overlayer, which cannot change or which clients know.");

/** What the pods are found by. */
export const selector = labels.exactOptional().meta({
  description: "Labels by which all objects find the pods, which never change; by default app: <name>.",
  source: "StatefulSet spec.selector.matchLabels",
});
