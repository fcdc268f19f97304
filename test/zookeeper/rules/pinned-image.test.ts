import { expect, test } from "vitest";
import { pinnedImage } from "../../../apps/zookeeper/rules/pinned-image.ts";
import { optionsWith } from "../options-of.ts";

const digest = `@sha256:${"0".repeat(64)}`;

test.each(["zookeeper:3.9.5", `zookeeper${digest}`, `zookeeper:latest${digest}`, "localhost:5000/zk/zookeeper:3.9.5"])(
  "%s stays the same",
  (image) => {
    expect(pinnedImage.check(optionsWith({ image }))).toEqual([]);
  },
);

test.each(["zookeeper", "zookeeper:latest", "localhost:5000/zookeeper"])("%s may change unseen", (image) => {
  expect(pinnedImage.check(optionsWith({ image }))).toMatchObject([{ path: ["image"] }]);
});
