import { describe, expect, test } from "vitest";
import { quorumSaslStep, quorumTlsStep } from "../../../apps/zookeeper/changes/quorum-tls.ts";
import { rollOutSteps } from "../../../apps/zookeeper/options/roll-out.ts";
import { zooCfg } from "../../../apps/zookeeper/resources/zoo-cfg.ts";
import { optionsWith } from "../options-of.ts";

const protections = [
  {
    name: "TLS",
    check: quorumTlsStep,
    at: (mode: (typeof rollOutSteps)[number]) => optionsWith({ tls: { quorum: { mode } } }),
  },
  {
    name: "SASL",
    check: quorumSaslStep,
    at: (quorum: (typeof rollOutSteps)[number]) => optionsWith({ authentication: { quorum } }),
  },
];

describe.each(protections)("$name between the servers", ({ check, at }) => {
  test("goes one step at a time, forth and back", () => {
    const refused = rollOutSteps.flatMap((before) =>
      rollOutSteps.filter((after) => check(zooCfg(at(before)), at(after)).length > 0).map((after) => [before, after]),
    );
    expect(refused).toEqual([
      ["off", "prefer"],
      ["off", "require"],
      ["allow", "require"],
      ["prefer", "off"],
      ["require", "off"],
      ["require", "allow"],
    ]);
  });

  test("a refusal names the steps that were skipped, in their order", () => {
    expect(check(zooCfg(at("off")), at("require"))[0]?.hint).toContain("off → allow → prefer → require");
    expect(check(zooCfg(at("require")), at("allow"))[0]?.hint).toContain("require → prefer → allow");
  });
});
