import type { Application } from "../../compiler/application.ts";
import { changes } from "./changes/changes.ts";
import { readObjects } from "./import/objects.ts";
import { readRelease } from "./import/release.ts";
import { type Options, schema } from "./options.ts";
import { manifests } from "./resources/manifests.ts";
import { review } from "./review.ts";
import { rules } from "./rules/rules.ts";
import { scale } from "./scaling.ts";

/** Apache ZooKeeper. Its defaults are in defaults.ts, which environment files extend. */
export const zookeeperApplication: Application<Options> = {
  name: "zookeeper",
  schema,
  rules,
  changes,
  scale,
  isProduction: ({ production }) => production,
  manifests,
  customization: (options) => options,
  review,
  readObjects,
  readValues: readRelease,
};
