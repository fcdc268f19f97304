/** A package of npm, pinned to its content. */
export interface Package {
  readonly name: string;
  readonly version: string;
  readonly integrity: string;
}

/**
 * Kubernetes version → the Kubernetes project's own client for JavaScript, whose models are generated from the OpenAPI
 * document of that version. There is none of 1.35.
 */
export const clients: Readonly<Record<string, Package>> = {
  "1.32": {
    name: "@kubernetes/client-node",
    version: "1.1.0",
    integrity: "sha512-6Sp7ekNfMmDH2HvEQLb8vuPu+mX0xNkPElQLX5N/mjxeMimFWfecZeiFfIaG+Q9S1v+snZfTNJjvpOwNUVO7RA==",
  },
  "1.33": {
    name: "@kubernetes/client-node",
    version: "1.3.0",
    integrity: "sha512-IE0yrIpOT97YS5fg2QpzmPzm8Wmcdf4ueWMn+FiJSI3jgTTQT1u+LUhoYpdfhdHAVxdrNsaBg2C0UXSnOgMoCQ==",
  },
  "1.34": {
    name: "@kubernetes/client-node",
    version: "1.4.0",
    integrity: "sha512-Zge3YvF7DJi264dU1b3wb/GmzR99JhUpqTvp+VGHfwZT+g7EOOYNScDJNZwXy9cszyIGPIs0VHr+kk8e95qqrA==",
  },
  "1.36": {
    name: "@kubernetes/client-node",
    version: "2.0.1",
    integrity: "sha512-evJgmEtgArEYlj6DNkMGjK41IrFK/hEwb5lWVxx0VRBWybQpnvi+2TtA19mLgVfRHfqX5yjHObX6e9W7LEZBjw==",
  },
};

/** Which texts a field may hold, of Kubernetes 1.36: its OpenAPI document of version 3 has them, the clients do not. */
export const enumerations: Package = {
  name: "kubernetes-models",
  version: "5.1.0",
  integrity: "sha512-ym4Kiyr8BzGIWj4f853ytVYES1B8C1BdONRP5zodItPD1o//OEKuTwC5nFV3ZJtFGeMqOFbIYkpunSVXSlHS8g==",
};

/** Packages that are generated from operators' custom resource definitions, and the kinds to take of each. */
export const customResources: readonly (Package & { readonly kinds: readonly string[] })[] = [
  {
    name: "@kubernetes-models/prometheus-operator",
    version: "6.0.0",
    integrity: "sha512-ySNW4T6U6Vn86bmcJ/emmAYJ/UrzpNvzxWexWJSALwgiO4FqCgL6WoqFsOReSiMhw/LlF+MljQvoiwD3RnaGmg==",
    kinds: [
      "monitoring.coreos.com/v1 PodMonitor",
      "monitoring.coreos.com/v1 PrometheusRule",
      "monitoring.coreos.com/v1 ServiceMonitor",
    ],
  },
  {
    name: "@kubernetes-models/cert-manager",
    version: "6.0.0",
    integrity: "sha512-PvvzvJEnlEC64NC8HUUB4PFjFaBBNeYuO875Eu/FeMZN1OKm2DOXATRpo0WVCh5D2xbfhn30eUqKL3IrnQMX7w==",
    kinds: ["cert-manager.io/v1 Certificate", "cert-manager.io/v1 ClusterIssuer", "cert-manager.io/v1 Issuer"],
  },
  {
    name: "@kubernetes-models/external-secrets",
    version: "2.0.0",
    integrity: "sha512-IpwAaO1m67oVMvhvaVrdj18nNUG5aDXFL3S0RerILGenb0MvsjiSCnjAUW1P10gRz7rIEayhFRbtvlDSFBqeEA==",
    kinds: ["external-secrets.io/v1 ExternalSecret"],
  },
  {
    name: "@kubernetes-models/sealed-secrets",
    version: "6.0.0",
    integrity: "sha512-lfDO9J7pjawvFvhGlFlOtKksAt188L+ulbEvs7ZpZOc5FM4adIjjZZGCbOdDHG3ne/cEjEIFBJ0qZivOyZ1/Vg==",
    kinds: ["bitnami.com/v1alpha1 SealedSecret"],
  },
];
