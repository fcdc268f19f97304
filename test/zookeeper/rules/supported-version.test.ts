import { expect, test } from "vitest";
import { supportedVersion } from "../../../apps/zookeeper/rules/supported-version.ts";
import { optionsWith } from "../options-of.ts";

test.each(["3.8.6", "3.9.5", "3.9.5-jre-17", "3.9.10", "3.10.0", "4.0.0", "our-own"])("tag %s is supported", (tag) => {
  expect(supportedVersion.check(optionsWith({ image: `zookeeper:${tag}` }))).toEqual([]);
});

test.each(["3.4.10", "3.7.2", "3.8.5", "3.9.3", "3.9.4-jre-17"])("tag %s is not", (tag) => {
  const issues = supportedVersion.check(optionsWith({ image: `registry.example:5000/zookeeper:${tag}` }));
  expect(issues).toMatchObject([{ path: ["image"] }]);
});
