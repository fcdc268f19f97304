import type { Manifest } from "../../../compiler/kubernetes/manifest.ts";
import type { Options } from "../options.ts";
import { immutableFiles } from "./immutable-files.ts";
import { names } from "./names.ts";
import { zooCfg } from "./zoo-cfg.ts";

/** The file that is another one in each environment, zoo.cfg, and a logback.xml in place of the image's. */
export function config(options: Options): Manifest {
  const { scripts, logback } = options;
  const files = {
    "zoo.cfg": zooCfg(options),
    ...(scripts === "image" && logback !== undefined ? { "logback.xml": logback } : {}),
  };
  return immutableFiles(names(options).config, files, options);
}
