import { expect, test } from "vitest";
import { requestsOf, sumOfRequests } from "../../compiler/impact/requests.ts";
import type { Json } from "../../compiler/kubernetes/json.ts";

const gibibyte = 2 ** 30;

function workload(kind: string, spec: { readonly [field: string]: Json }, apiVersion = "apps/v1") {
  return { apiVersion, kind, metadata: { name: "a" }, spec };
}

function container(cpu: Json, memory: Json, more: { readonly [field: string]: Json } = {}) {
  return { name: "a", resources: { requests: { cpu, memory } }, ...more };
}

test("requests of a StatefulSet's pods and claims times its replicas", () => {
  const claim = { spec: { resources: { requests: { storage: "250Gi" } } } };
  const template = { spec: { containers: [container("500m", "1Gi"), container(1, "512Mi")] } };
  const spec = { replicas: 5, template, volumeClaimTemplates: [claim, claim] };
  expect(requestsOf([workload("StatefulSet", spec)])).toEqual({
    cpu: 7.5,
    memory: 7.5 * gibibyte,
    storage: 2500 * gibibyte,
  });
});

test("without replicas there is one pod; a limit without a request is the request", () => {
  const limited = { name: "a", resources: { limits: { cpu: "2", memory: "1Gi" } } };
  expect(requestsOf([workload("Deployment", { template: { spec: { containers: [limited] } } })])).toEqual({
    cpu: 2,
    memory: gibibyte,
    storage: 0,
  });
});

test("init containers count where one needs more than all that runs later; a sidecar counts with the containers", () => {
  const containers = [container(1, "1Gi")];
  const cpu = (initContainers: readonly Json[]) =>
    requestsOf([workload("Deployment", { template: { spec: { containers, initContainers } } })]).cpu;
  expect(cpu([container("500m", 0), container("900m", 0)])).toBe(1);
  expect(cpu([container(3, 0)])).toBe(3);
  expect(cpu([container(3, 0, { restartPolicy: "Always" })])).toBe(4);
});

test("what the manifests do not tell is left out, and odd types count nothing", () => {
  const template = { spec: { containers: [container(["1"], { a: 1 })] } };
  expect(
    requestsOf([workload("DaemonSet", { template }), workload("Deployment", { template, replicas: "x" })]),
  ).toEqual({
    cpu: 0,
    memory: 0,
    storage: 0,
  });
});

test("sums of fractions of a core are exact", () => {
  const one = { cpu: 0.1, memory: 1, storage: 2 };
  expect(sumOfRequests([one, one, one])).toEqual({ cpu: 0.3, memory: 3, storage: 6 });
});
