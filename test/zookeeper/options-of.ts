import { zookeeper } from "../../apps/zookeeper/defaults.ts";
import { type Options, schema } from "../../apps/zookeeper/options.ts";
import { manifest } from "../../compiler/language/manifest.ts";
import type { Fields, Layer } from "../../compiler/language/types.ts";

/** The final options of a layer, which the schema has to accept. */
export function optionsOf(layer: Layer<Options>): Options {
  return schema.parse(JSON.parse(manifest({ default: layer })).instances[0].options);
}

/** The defaults with some options set. */
export function optionsWith(fields: Fields<Options>): Options {
  return optionsOf(zookeeper.extend(fields));
}
