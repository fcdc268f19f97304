import type { Disproof } from "./change.ts";
import { diff } from "./diff/diff.ts";
import { manifestReader } from "./kubernetes/read-manifests.ts";
import { type Build, build } from "./kustomize/build.ts";
import type { Kustomize } from "./kustomize/find.ts";
import { pooled } from "./kustomize/pooled.ts";
import { type ExpectedOverlay, readUmbrella, umbrellaFiles } from "./kustomize/umbrella.ts";
import { withFiles } from "./process/temporary.ts";
import type { Progress } from "./progress.ts";
import type { Files } from "./tree.ts";

// measured on two cores: a larger umbrella costs more than it saves, and a third process only waits
const largestUmbrella = 70;
const processes = 2;

/**
 * Proves that the real kustomize builds exactly the expected objects from every overlay; gives the overlays for which
 * that is not so. `base` are the files that overlays share. All is built in temporary folders.
 */
export async function verify(
  kustomize: Kustomize,
  base: Files,
  overlays: readonly ExpectedOverlay[],
  progress?: Progress,
): Promise<readonly Disproof[]> {
  let built = 0;
  const buildIn = (directory: string, members: readonly ExpectedOverlay[], umbrella: Files = new Map()) => {
    const files = new Map([...base, ...members.flatMap((member) => [...member.files]), ...umbrella]);
    return withFiles(files, (root) => build(kustomize, `${root}/${directory}`));
  };
  const uncleared = await pooled(processes, evenly(overlays), async (members) => {
    const found = notCleared(members, await buildIn("umbrella", members, umbrellaFiles("umbrella", members)));
    built += members.length;
    progress?.("proving", built, overlays.length);
    return found;
  });
  // an umbrella can only clear an overlay; one that it does not clear is judged by a build of its own
  const judged = await pooled(processes, uncleared.flat(), async (overlay) =>
    judge(overlay, await buildIn(overlay.directory, [overlay])),
  );
  return judged.flat();
}

function notCleared(members: readonly ExpectedOverlay[], built: Build): readonly ExpectedOverlay[] {
  const split = "text" in built ? readUmbrella(built.text, members) : undefined;
  if (split === undefined) return members;
  return members.filter(({ manifests }, index) => diff(manifests, split[index] ?? []).length > 0);
}

function judge({ name, manifests }: ExpectedOverlay, built: Build): readonly Disproof[] {
  const actual = "text" in built ? manifestReader()(built.text) : built;
  if ("failure" in actual) return [{ name, reason: actual }];
  const changes = diff(manifests, actual);
  return changes.length === 0 ? [] : [{ name, reason: { changes } }];
}

/** As few groups of at most the largest size as keep all processes busy to the end. */
function evenly<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  const rounds = Math.ceil(items.length / (processes * largestUmbrella));
  const size = Math.ceil(items.length / (processes * rounds));
  const groups = Array.from({ length: processes * rounds }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
  return groups.filter((group) => group.length > 0);
}
