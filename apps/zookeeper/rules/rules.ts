import type { Rule } from "../../../compiler/application.ts";
import type { Options } from "../options.ts";
import { clientConnections } from "./client-connections.ts";
import { cpuLimit } from "./cpu-limit.ts";
import { directories } from "./directories.ts";
import { disruptionBudget } from "./disruption-budget.ts";
import { distinctPorts } from "./distinct-ports.ts";
import { dynamicMembership } from "./dynamic-membership.ts";
import { heapFitsMemory } from "./heap-fits-memory.ts";
import { heapLimit } from "./heap-limit.ts";
import { imageScripts } from "./image-scripts.ts";
import { jvmFlags } from "./jvm-flags.ts";
import { livenessPatience } from "./liveness-patience.ts";
import { logFitsVolume } from "./log-fits-volume.ts";
import { metricsProvider } from "./metrics-provider.ts";
import { missingBudget } from "./missing-budget.ts";
import { oddServers } from "./odd-servers.ts";
import { openPorts } from "./open-ports.ts";
import { orderedReady } from "./ordered-ready.ts";
import { passwordWithoutTls } from "./password-without-tls.ts";
import { pinnedImage } from "./pinned-image.ts";
import { probeTimeouts } from "./probe-timeouts.ts";
import { productionMemory } from "./production-memory.ts";
import { productionServers } from "./production-servers.ts";
import { purgeInterval } from "./purge-interval.ts";
import { quorumAuthority } from "./quorum-authority.ts";
import { reachableClients } from "./reachable-clients.ts";
import { reservedLabels } from "./reserved-labels.ts";
import { scalingTo } from "./scaling-to.ts";
import { secretValues } from "./secret-values.ts";
import { separateNodes } from "./separate-nodes.ts";
import { serverNumbers } from "./server-numbers.ts";
import { sessionTimeouts } from "./session-timeouts.ts";
import { skipAcl } from "./skip-acl.ts";
import { stuckUpdate } from "./stuck-update.ts";
import { supportedVersion } from "./supported-version.ts";
import { txnLogSize } from "./txn-log-size.ts";
import { updatePartition } from "./update-partition.ts";
import { volumeRetention } from "./volume-retention.ts";

/** All rules, in the order in which their violations are listed. */
export const rules: readonly Rule<Options>[] = [
  oddServers,
  scalingTo,
  dynamicMembership,
  productionServers,
  serverNumbers,
  heapFitsMemory,
  heapLimit,
  productionMemory,
  cpuLimit,
  jvmFlags,
  secretValues,
  skipAcl,
  directories,
  logFitsVolume,
  txnLogSize,
  purgeInterval,
  volumeRetention,
  distinctPorts,
  sessionTimeouts,
  clientConnections,
  orderedReady,
  updatePartition,
  stuckUpdate,
  disruptionBudget,
  missingBudget,
  probeTimeouts,
  livenessPatience,
  separateNodes,
  reservedLabels,
  pinnedImage,
  imageScripts,
  supportedVersion,
  openPorts,
  passwordWithoutTls,
  quorumAuthority,
  metricsProvider,
  reachableClients,
];
