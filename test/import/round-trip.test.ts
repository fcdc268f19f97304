import fc from "fast-check";
import { expect, test } from "vitest";
import { readObjects } from "../../apps/zookeeper/import/objects.ts";
import { type Options, schema } from "../../apps/zookeeper/options.ts";
import { manifests } from "../../apps/zookeeper/resources/manifests.ts";
import { current } from "../../compiler/import/current.ts";
import { leftovers } from "../../compiler/import/leftovers.ts";
import { optionTree } from "../../compiler/import/option-tree.ts";
import { arbitraryOptions } from "../real/arbitrary-options.ts";
import { optionsWith } from "../zookeeper/options-of.ts";

const defaults = optionsWith({});

/** What an import does not read as options: it keeps or lists the objects and settings of these. */
const unread = {
  kubernetesVersion: defaults.kubernetesVersion,
  production: defaults.production,
  membership: defaults.membership,
  tls: defaults.tls,
  authentication: defaults.authentication,
  networkPolicy: defaults.networkPolicy,
  overrides: {},
  extraObjects: [],
};

test("what Overlayer itself wrote is read back as the same options", () => {
  fc.assert(
    fc.property(arbitraryOptions, (given) => {
      const { scalingTo: _, logback: __, ...rest } = given;
      const metrics = { ...rest.metrics, serviceMonitor: false, alerts: false, labels: {} };
      const options: Options = schema.parse({ ...rest, ...unread, metrics });
      const written = manifests(options);
      const read = readObjects(written.map((object) => current(object).object));
      if ("message" in read) throw new Error(read.message);
      const again = optionsWith(JSON.parse(JSON.stringify(optionTree(read.options))));
      expect(manifests(again)).toEqual(written);
      expect(leftovers(read.left, written, written)).toEqual({ parts: [], extraObjects: [], findings: [] });
    }),
    { numRuns: 30 },
  );
});
