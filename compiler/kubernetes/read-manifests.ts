import { isManifest } from "./identity.ts";
import type { Manifest } from "./manifest.ts";
import { parseYaml } from "./parse-yaml.ts";

/** The objects of a stream as kustomize prints it, or why it cannot be read. */
export type ManifestReader = (text: string) => readonly Manifest[] | { readonly failure: string };

/** A reader that parses equal documents once, and never those whose objects are known. */
export function manifestReader(objects: Iterable<readonly [document: string, object: Manifest]> = []): ManifestReader {
  const known = new Map<string, ReturnType<ManifestReader>>();
  for (const [document, object] of objects) known.set(document, [object]);
  return (text) => {
    const objects: Manifest[] = [];
    // a line of three dashes is never content: kustomize indents or quotes it
    for (const document of text.split(/^---\n/m)) {
      const parsed = known.get(document) ?? readDocument(document);
      known.set(document, parsed);
      if ("failure" in parsed) return parsed;
      objects.push(...parsed);
    }
    return objects;
  };
}

function readDocument(text: string): ReturnType<ManifestReader> {
  const parsed = parseYaml(text);
  if ("problem" in parsed) return { failure: `its output cannot be read: ${parsed.problem.message}` };
  const objects = parsed.documents.filter(isManifest);
  const isAll = objects.length === parsed.documents.length;
  return isAll ? objects : { failure: "its output holds something that is no Kubernetes object" };
}
