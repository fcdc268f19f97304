import type { Disproof } from "./change.ts";
import { diff } from "./diff/diff.ts";
import { type ManifestReader, manifestReader } from "./kubernetes/read-manifests.ts";
import { type Build, build } from "./kustomize/build.ts";
import type { Kustomize } from "./kustomize/find.ts";
import { pooled } from "./kustomize/pooled.ts";
import { type ExpectedOverlay, orders, splitUmbrella, umbrellaFiles } from "./kustomize/umbrella.ts";
import { withFiles } from "./process/temporary.ts";
import type { Progress } from "./progress.ts";
import type { Files } from "./tree.ts";

// measured on two cores: a larger umbrella costs more than it saves, and a third process only waits
const umbrellaSize = 50;
const processes = 2;

/**
 * Proves that the real kustomize builds exactly the expected objects from every overlay, in the order of Flux and in
 * that of Argo CD; gives the overlays for which that is not so. `files` are base/ and all overlays; they are built in a
 * temporary folder.
 */
export function verify(
  kustomize: Kustomize,
  files: Files,
  overlays: readonly ExpectedOverlay[],
  progress?: Progress,
): Promise<readonly Disproof[]> {
  let built = 0;
  const umbrellas = chunks(overlays, umbrellaSize).map((members, index) => ({
    members,
    directory: `umbrellas/${index}`,
  }));
  const umbrella = umbrellas.flatMap(({ directory, members }) => [...umbrellaFiles(directory, members)]);
  const read = manifestReader();
  return withFiles(new Map([...files, ...umbrella]), async (root) => {
    const builds = umbrellas.flatMap(({ members, directory }) =>
      orders.map((order) => ({ members, directory: `${root}/${directory}/${order}` })),
    );
    const uncleared = await pooled(processes, builds, async ({ members, directory }) => {
      const found = notCleared(members, await build(kustomize, directory), read);
      built += members.length / orders.length;
      progress?.("proving", Math.floor(built), overlays.length);
      return found;
    });
    // an umbrella can only clear an overlay; one that it does not clear is judged by a build of its own
    const judged = await pooled(processes, [...new Set(uncleared.flat())], async (overlay) =>
      judge(overlay, await build(kustomize, `${root}/${overlay.directory}`), read),
    );
    return judged.flat();
  });
}

function notCleared(
  members: readonly ExpectedOverlay[],
  built: Build,
  read: ManifestReader,
): readonly ExpectedOverlay[] {
  const objects = "text" in built ? read(built.text) : built;
  const split = "failure" in objects ? undefined : splitUmbrella(objects, members);
  if (split === undefined) return members;
  return members.filter(({ manifests }, index) => diff(manifests, split[index] ?? []).length > 0);
}

function judge({ name, manifests }: ExpectedOverlay, built: Build, read: ManifestReader): readonly Disproof[] {
  const actual = "text" in built ? read(built.text) : built;
  if ("failure" in actual) return [{ name, reason: actual }];
  const changes = diff(manifests, actual);
  return changes.length === 0 ? [] : [{ name, reason: { changes } }];
}

function chunks<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
