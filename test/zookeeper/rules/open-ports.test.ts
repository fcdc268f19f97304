import { expect, test } from "vitest";
import { openPorts } from "../../../apps/zookeeper/rules/open-ports.ts";
import { optionsWith } from "../options-of.ts";

test.each([
  ["development", { production: false }, 0],
  ["production with neither TLS nor a policy", { production: true }, 1],
  ["production half way to TLS", { production: true, tls: { quorum: { mode: "prefer" } } }, 1],
  ["production with TLS", { production: true, tls: { quorum: { mode: "require" } } }, 0],
  ["production with a policy", { production: true, networkPolicy: { enabled: true } }, 0],
] as const)("%s: open server ports are told %#", (_, fields, count) => {
  expect(openPorts.check(optionsWith(fields))).toHaveLength(count);
});
