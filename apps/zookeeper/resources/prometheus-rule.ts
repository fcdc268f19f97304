import type { JsonObject } from "../../../compiler/kubernetes/json.ts";
import type { Manifest } from "../../../compiler/kubernetes/manifest.ts";
import type { Options } from "../options.ts";
import { monitoringMetadata, names } from "./names.ts";

/**
 * Alerts about what threatens the quorum. The metrics are those of ServerMetrics.java, ZooKeeperServer.java and
 * LeaderZooKeeperServer.java of ZooKeeper 3.9.5; times are in milliseconds, and only the leader has synced_followers.
 */
export function prometheusRule(options: Options): Manifest {
  const { statefulSet } = names(options);
  return {
    apiVersion: "monitoring.coreos.com/v1",
    kind: "PrometheusRule",
    metadata: monitoringMetadata(statefulSet, options),
    spec: { groups: [{ name: `${options.namespace}-${statefulSet}`, rules: alerts(options) }] },
  };
}

function alerts(options: Options): readonly JsonObject[] {
  const { servers, namespace } = options;
  const { headlessService, statefulSet } = names(options);
  const scope = `{namespace="${namespace}",job="${headlessService}"}`;
  const ensemble = `ZooKeeper ${namespace}/${statefulSet}`;
  const pod = "ZooKeeper {{ $labels.namespace }}/{{ $labels.pod }}";
  const quorum = [
    alert(
      "NoLeader",
      "critical",
      "1m",
      `absent(synced_followers${scope})`,
      `${ensemble} has no leader: it serves nobody.`,
    ),
    alert(
      "FollowerMissing",
      "warning",
      "10m",
      `max(synced_followers${scope}) < ${servers - 1}`,
      `${ensemble} has only {{ $value }} of ${servers - 1} followers: it survives fewer failures than planned.`,
    ),
  ];
  return [
    alert("ServerDown", "warning", "5m", `up${scope} == 0`, `${pod} gives no metrics.`),
    // A single server is no ensemble: it neither leads nor follows.
    ...(servers > 1 ? quorum : []),
    alert(
      "Elections",
      "warning",
      "0m",
      `increase(election_time_count${scope}[15m]) > 3`,
      `${pod} has taken part in {{ $value | humanize }} elections in 15 minutes: the network or a disk is too slow.`,
    ),
    alert(
      "SlowDisk",
      "warning",
      "5m",
      `rate(fsynctime_sum${scope}[5m]) / rate(fsynctime_count${scope}[5m]) > 100`,
      `${pod} waits {{ $value | humanize }} ms for a write of its transaction log to reach the disk.`,
    ),
    alert(
      "RequestsQueue",
      "warning",
      "5m",
      `outstanding_requests${scope} > 100`,
      `${pod} has {{ $value }} requests waiting: it takes more than it can answer.`,
    ),
    alert(
      "FileDescriptors",
      "warning",
      "5m",
      `open_file_descriptor_count${scope} / max_file_descriptor_count${scope} > 0.85`,
      `${pod} has used {{ $value | humanizePercentage }} of its file descriptors: soon it takes no more clients.`,
    ),
  ];
}

function alert(name: string, severity: string, duration: string, expr: string, summary: string): JsonObject {
  return { alert: `ZooKeeper${name}`, expr, for: duration, labels: { severity }, annotations: { summary } };
}
