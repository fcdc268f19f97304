import { expect, test } from "vitest";
import { imageScripts } from "../../../apps/zookeeper/rules/image-scripts.ts";
import { optionsWith } from "../options-of.ts";

test.each([
  "zookeeper:3.9.5",
  "docker.io/zookeeper:3.9.5",
  "docker.io/library/zookeeper:3.9.5",
  "mirror.example.org/hub/library/zookeeper:3.9.5",
  `zookeeper@sha256:${"0".repeat(64)}`,
])("the official image, %s, has no scripts", (image) => {
  expect(imageScripts.check(optionsWith({ image, scripts: "image" }))).toMatchObject([{ path: ["scripts"] }]);
  expect(imageScripts.check(optionsWith({ image }))).toEqual([]);
});

test.each(["registry.example.org/zookeeper:3.9.5", "zookeeper-overlayer:3.9.5-1", "me/zookeeper:3.9.5"])(
  "an image of one's own, %s, may have them",
  (image) => {
    expect(imageScripts.check(optionsWith({ image, scripts: "image" }))).toEqual([]);
  },
);
