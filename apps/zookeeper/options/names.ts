import * as z from "zod";
import { dnsLabel, dnsName, labels } from "../../../compiler/kubernetes/schema.ts";

/** Names that are not made of the ensemble's. */
export const names = z
  .strictObject({
    headlessService: dnsLabel
      .exactOptional()
      .describe("Service in which each server has its DNS name; by default <name>-hs.")
      .meta({ source: "StatefulSet spec.serviceName" }),
    clientService: dnsLabel
      .exactOptional()
      .describe("Service that clients connect to; by default <name>-cs.")
      .meta({ source: "Service metadata.name" }),
    disruptionBudget: dnsName
      .exactOptional()
      .describe("PodDisruptionBudget; by default <name>-pdb.")
      .meta({ source: "PodDisruptionBudget metadata.name" }),
    volume: dnsLabel
      .exactOptional()
      .describe("Volume of the data, after which the servers' claims are named; by default datadir.")
      .meta({ source: "StatefulSet spec.volumeClaimTemplates metadata.name" }),
    logVolume: dnsLabel
      .exactOptional()
      .describe("The log's own volume, where it has one; by default datalogdir.")
      .meta({ source: "StatefulSet spec.volumeClaimTemplates metadata.name" }),
  })
  .describe("Names that an ensemble had before Overlayer, which cannot change or which clients know.");

/** What the pods are found by. */
export const selector = labels
  .exactOptional()
  .describe("Labels by which all objects find the pods, which never change; by default app: <name>.")
  .meta({ source: "StatefulSet spec.selector.matchLabels" });
