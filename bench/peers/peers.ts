import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Manifest } from "../../compiler/kubernetes/manifest.ts";
import { renderer } from "../../compiler/render/render.ts";
import { workingTree } from "../../compiler/repository/working-tree.ts";
import { newFolder } from "../folders.ts";
import { cdk8s } from "./cdk8s.ts";
import { helm } from "./helm.ts";
import { jsonnet } from "./jsonnet.ts";
import { kustomize } from "./kustomize.ts";
import type { Peer, Prepare } from "./peer.ts";
import { templateOf, valuesOf } from "./template.ts";

/** A way to do the job with a peer. */
interface Way {
  readonly way: string;
  readonly prepare: Prepare;
  /** Overlayer is to be so many times as quick; it is told and not judged where nothing was promised. */
  readonly bar?: number;
  readonly runs: number;
}

/** The ways as the tools' guides show them, and quicker ones. */
export const peers: readonly Way[] = [
  { way: "cdk8s, a chart each in one app", prepare: cdk8s("one app"), bar: 7, runs: 3 },
  { way: "cdk8s, an app each in one process", prepare: cdk8s("an app each"), runs: 3 },
  { way: "helm, a run each", prepare: helm, bar: 40, runs: 1 },
  { way: "jsonnet, a run each", prepare: jsonnet("a run each"), bar: 40, runs: 1 },
  { way: "jsonnet, one run", prepare: jsonnet("one run"), runs: 3 },
  { way: "kustomize build, a run each", prepare: kustomize, bar: 100, runs: 1 },
];

/** The objects of every overlay in a folder that Overlayer compiled, by the environment's name. */
export async function renderedObjects(compiled: string): Promise<ReadonlyMap<string, readonly Manifest[]>> {
  const tree = workingTree(compiled);
  const render = renderer(tree);
  const directories = tree
    .files("overlays")
    .flatMap((file) => /^(overlays\/[^/]+)\/kustomization\.yaml$/.exec(file)?.[1] ?? []);
  const objects = new Map<string, readonly Manifest[]>();
  for (const directory of directories) {
    const rendered = await render(directory);
    if ("unmodelled" in rendered) throw new Error(`${rendered.unmodelled.file}: ${rendered.unmodelled.reason}`);
    objects.set(directory.slice("overlays/".length), rendered.manifests);
  }
  return objects;
}

/** Gives a peer the job to write `objects`, those of the overlays in a folder; undefined where it is not there. */
export function preparePeer(
  prepare: Prepare,
  compiled: string,
  objects: ReadonlyMap<string, readonly Manifest[]>,
): Peer | undefined {
  const [one = [], other = []] = objects.values();
  const folder = newFolder();
  mkdirSync(join(folder, "out"));
  const environments = new Map([...objects].map(([name, manifests]) => [name, valuesOf(manifests)]));
  return prepare({ compiled, folder, template: templateOf(one, other), environments });
}
