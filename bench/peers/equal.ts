import { readFileSync } from "node:fs";
import { isEqual } from "../../compiler/kubernetes/compare.ts";
import { displayName, identity, isManifest } from "../../compiler/kubernetes/identity.ts";
import { isList, type Json } from "../../compiler/kubernetes/json.ts";
import type { Manifest } from "../../compiler/kubernetes/manifest.ts";
import { type ManifestReader, manifestReader } from "../../compiler/kubernetes/read-manifests.ts";
import type { Peer } from "./peer.ts";

/** Throws where a peer's file for an environment does not hold exactly the expected objects, in whatever order. */
export function checkOutput({ tool, output }: Peer, expected: ReadonlyMap<string, readonly Manifest[]>): void {
  const read = objectReader();
  for (const [environment, manifests] of expected) {
    const file = output(environment);
    const found = new Map(read(file).map((one) => [identity(one), one]));
    const wrong = manifests.find((one) => !isEqual(one, found.get(identity(one))));
    if (wrong !== undefined) throw new Error(`${tool}: ${environment} has another ${displayName(wrong)}: ${file}`);
    if (found.size !== manifests.length) throw new Error(`${tool}: ${environment} has other objects: ${file}`);
  }
}

/** Reads the objects of a YAML stream, or of a list in JSON. */
function objectReader(): (file: string) => readonly Manifest[] {
  const readYaml = manifestReader();
  return (file) => {
    const text = readFileSync(file, "utf8");
    const objects = file.endsWith(".json") ? jsonObjects(JSON.parse(text)) : readYaml(text);
    if ("failure" in objects) throw new Error(`${file}: ${objects.failure}`);
    return objects;
  };
}

function jsonObjects(list: Json): ReturnType<ManifestReader> {
  const objects = isList(list) ? list : [];
  return objects.every(isManifest) ? objects : { failure: "it holds something that is no Kubernetes object" };
}
