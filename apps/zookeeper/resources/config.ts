import type { Manifest } from "../../../compiler/kubernetes/manifest.ts";
import type { Options } from "../options.ts";
import { immutableFiles } from "./immutable-files.ts";
import { names } from "./names.ts";
import { zooCfg } from "./zoo-cfg.ts";

/** The file that is another one in each environment, zoo.cfg. */
export function config(options: Options): Manifest {
  return immutableFiles(names(options).config, { "zoo.cfg": zooCfg(options) }, options);
}
