import type { Application } from "../../compiler/application.ts";
import { changes } from "./changes/changes.ts";
import { type Options, schema } from "./options.ts";
import { manifests } from "./resources/manifests.ts";
import { review } from "./review.ts";
import { rules } from "./rules/rules.ts";

/** Apache ZooKeeper. Its defaults are in defaults.ts, which environment files extend. */
export const zookeeperApplication: Application<Options> = {
  name: "zookeeper",
  schema,
  rules,
  changes,
  isProduction: ({ production }) => production,
  manifests,
  customization: (options) => options,
  review,
  // what few commands need is loaded only for those
  scale: async (from, to) => (await import("./scaling.ts")).scale(from, to),
  readObjects: async (objects) => (await import("./import/objects.ts")).readObjects(objects),
  readValues: async (values, release) => (await import("./import/release.ts")).readRelease(values, release),
};
