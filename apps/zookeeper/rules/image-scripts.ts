import type { Rule } from "../../../compiler/application.ts";
import { isOfficial } from "../image.ts";
import type { Options } from "../options.ts";

/** The scripts are in the image where pods do not mount them. */
export const imageScripts: Rule<Options> = {
  code: "zookeeper/image-scripts",
  severity: "error",
  why: "Its pods would not start: the official image has no start-zookeeper.",
  source: "the official image's Dockerfile",
  check({ image, scripts }) {
    if (scripts !== "image" || !isOfficial(image)) return [];
    return [
      {
        path: ["scripts"],
        involves: [["image"]],
        message: `image ${image} has none of the scripts`,
        hint: "name an image of your own that has them (docs/export.md), or leave them mounted",
      },
    ];
  },
};
