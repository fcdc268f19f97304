import type { Rule } from "../../../compiler/application.ts";
import { tagOf } from "../image.ts";
import type { Options } from "../options.ts";

/** The image is named by a tag that stays, or by its digest. */
export const pinnedImage: Rule<Options> = {
  code: "zookeeper/pinned-image",
  severity: "error",
  why: "Servers that restart at different times would run different versions, and git would not show when that changed.",
  source: "Kubernetes documentation, Images: Image names",
  check({ image }) {
    const tag = tagOf(image);
    if (image.includes("@") || (tag !== undefined && tag !== "latest")) return [];
    const what = tag === undefined ? "has no tag" : "has the tag latest, which moves";
    return [{ path: ["image"], message: `image ${image} ${what}`, hint: `name a version, such as 3.9.5` }];
  },
};
