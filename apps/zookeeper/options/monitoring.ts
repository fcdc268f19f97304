import * as z from "zod";
import { labels } from "../../../compiler/kubernetes/schema.ts";

/** Metrics for Prometheus. */
export const metrics = z
  .strictObject({
    prometheus: z.boolean().meta({
      description: "Whether the servers serve metrics on ports.metrics.",
      source: "zoo.cfg metricsProvider.className",
    }),
    serviceMonitor: z
      .boolean()
      .describe("Whether there is a ServiceMonitor, which tells the Prometheus Operator to read them."),
    alerts: z.boolean().describe("Whether there is a PrometheusRule with alerts about them."),
    labels: labels.describe("Further labels of the two, where the Prometheus Operator chooses by label."),
  })
  .describe("Metrics for Prometheus.");

/** ZooKeeper's commands over HTTP. */
export const adminServer = z.enum(["off", "localhost", "all"]).meta({
  description: "Commands over plain HTTP on ports.admin: for processes of the pod, or on all its addresses.",
  source: "zoo.cfg admin.enableServer and admin.serverAddress",
});
