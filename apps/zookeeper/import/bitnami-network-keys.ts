import * as read from "./bitnami-readers.ts";
import { noOption, overrideService } from "./chart-readers.ts";
import { headlessAnnotations, serviceField } from "./chart-service.ts";
import { count, never, option, together, unless } from "./value-readers.ts";
import type { Table } from "./values.ts";

/** The keys of Bitnami's chart about ports, Services and the NetworkPolicy. */
export const networkKeys: Table = {
  containerPorts: {
    client: read.samePort(["service", "ports", "client"], 2181),
    tls: read.samePort(["service", "ports", "tls"], 3181),
    follower: count("ports", "server"),
    election: count("ports", "leaderElection"),
    adminServer: count("ports", "admin"),
    metrics: count("ports", "metrics"),
  },
  service: {
    type: serviceField("type"),
    ports: {
      client: count("ports", "client"),
      tls: count("ports", "secureClient"),
      follower: read.samePort(["containerPorts", "follower"], 2888),
      election: read.samePort(["containerPorts", "election"], 3888),
    },
    // before version 8 of the chart
    port: count("ports", "client"),
    tlsClientPort: count("ports", "secureClient"),
    followerPort: count("ports", "server"),
    electionPort: count("ports", "leaderElection"),
    publishNotReadyAddresses: unless([true], "Overlayer's headless Service always has the addresses of all servers"),
    nodePorts: { client: serviceField("nodePort"), tls: never(noOption, overrideService) },
    disableBaseClientPort: read.disableClientPort,
    sessionAffinity: serviceField("sessionAffinity"),
    sessionAffinityConfig: serviceField("sessionAffinityConfig"),
    clusterIP: never(noOption, overrideService),
    loadBalancerIP: serviceField("loadBalancerIP"),
    loadBalancerSourceRanges: serviceField("loadBalancerSourceRanges"),
    externalTrafficPolicy: serviceField("externalTrafficPolicy"),
    annotations: serviceField("annotations"),
    extraPorts: never(noOption, overrideService),
    headless: {
      annotations: headlessAnnotations,
      publishNotReadyAddresses: unless([true], "Overlayer's headless Service always has the addresses of all servers"),
      servicenameOverride: never("the name is taken over: see the option names.headlessService"),
    },
  },
  networkPolicy: {
    enabled: option("networkPolicy", "enabled"),
    allowExternal: read.allowExternal,
    allowExternalEgress: unless([true], "Overlayer's NetworkPolicy is about connections to the servers only"),
    extraIngress: never(noOption, "add peers to networkPolicy.clients, or override the NetworkPolicy"),
    extraEgress: never(noOption, "override the NetworkPolicy"),
    ingressNSMatchLabels: together,
    ingressNSPodMatchLabels: together,
  },
};
