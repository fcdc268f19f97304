import type { Options } from "../options.ts";

/** The settings of zoo.cfg for metrics and the AdminServer, which serves on all addresses unless it is told not to. */
export function monitoringSettings({
  ports,
  metrics,
  adminServer,
}: Pick<Options, "ports" | "metrics" | "adminServer">) {
  return {
    ...(metrics.prometheus
      ? {
          "metricsProvider.className": "org.apache.zookeeper.metrics.prometheus.PrometheusMetricsProvider",
          "metricsProvider.httpPort": ports.metrics,
          "metricsProvider.exportJvmInfo": true,
        }
      : {}),
    "admin.enableServer": adminServer !== "off",
    ...(adminServer === "off" ? {} : { "admin.serverPort": ports.admin }),
    ...(adminServer === "localhost" ? { "admin.serverAddress": "127.0.0.1" } : {}),
  };
}
