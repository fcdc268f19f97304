import { expect, test } from "vitest";
import { metricsProvider } from "../../../apps/zookeeper/rules/metrics-provider.ts";
import { optionsWith } from "../options-of.ts";

test.each([
  [{ serviceMonitor: true, alerts: true }, ["metrics.serviceMonitor", "metrics.alerts"]],
  [{ prometheus: true, serviceMonitor: true, alerts: true }, []],
  [{}, []],
])("metrics %j: what has nothing to read is %j", (metrics, paths) => {
  expect(metricsProvider.check(optionsWith({ metrics })).map(({ path }) => path.join("."))).toEqual(paths);
});
