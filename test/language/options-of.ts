import type { Layer } from "../../compiler/language/language.ts";
import { manifest } from "../../compiler/language/manifest.ts";

/** The final options of a layer; throws the first problem's message. */
export function optionsOf<O>(layer: Layer<O>): unknown {
  const { instances, problems } = JSON.parse(manifest({ default: layer }));
  if (problems.length > 0) throw new Error(problems[0].message);
  return instances[0].options;
}

/** The messages of what is wrong with a layer. */
export function problemsOf<O>(layer: Layer<O>): readonly string[] {
  const { problems }: { problems: { message: string }[] } = JSON.parse(manifest({ default: layer }));
  return problems.map(({ message }) => message);
}
