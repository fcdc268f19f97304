import type { Rule } from "../../../compiler/application.ts";
import type { Options } from "../options.ts";
import { disruptionBudget } from "./disruption-budget.ts";
import { distinctPorts } from "./distinct-ports.ts";
import { dynamicMembership } from "./dynamic-membership.ts";
import { heapFitsMemory } from "./heap-fits-memory.ts";
import { heapLimit } from "./heap-limit.ts";
import { metricsProvider } from "./metrics-provider.ts";
import { oddServers } from "./odd-servers.ts";
import { openPorts } from "./open-ports.ts";
import { passwordWithoutTls } from "./password-without-tls.ts";
import { pinnedImage } from "./pinned-image.ts";
import { quorumAuthority } from "./quorum-authority.ts";
import { reachableClients } from "./reachable-clients.ts";
import { scalingTo } from "./scaling-to.ts";
import { sessionTimeouts } from "./session-timeouts.ts";
import { supportedVersion } from "./supported-version.ts";

/** All rules, in the order in which their violations are listed. */
export const rules: readonly Rule<Options>[] = [
  oddServers,
  scalingTo,
  dynamicMembership,
  heapFitsMemory,
  heapLimit,
  distinctPorts,
  sessionTimeouts,
  disruptionBudget,
  pinnedImage,
  supportedVersion,
  openPorts,
  passwordWithoutTls,
  quorumAuthority,
  metricsProvider,
  reachableClients,
];
