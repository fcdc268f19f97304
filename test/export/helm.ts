import { execFileSync } from "node:child_process";
import { withoutContentHash } from "../../compiler/kubernetes/content-hash.ts";
import { identity } from "../../compiler/kubernetes/identity.ts";
import { isObject } from "../../compiler/kubernetes/json.ts";
import type { Manifest } from "../../compiler/kubernetes/manifest.ts";
import { manifestReader } from "../../compiler/kubernetes/read-manifests.ts";
import { unpackPinned } from "../../compiler/kustomize/pinned.ts";
import { withFiles } from "../../compiler/process/temporary.ts";
import type { Files } from "../../compiler/tree.ts";

const helm = unpackPinned(process.cwd(), "helm") ?? "helm";

/** What the real helm renders of a chart with each of the values files, or with more values, sorted by identity. */
export function rendered(
  chart: Files,
  valueFiles: readonly string[],
  more: readonly string[] = [],
): Promise<readonly (readonly Manifest[])[]> {
  return withFiles(chart, async (root) =>
    valueFiles.map((file) => {
      const args = ["template", "release", root, "--values", `${root}/${file}`, ...more];
      // a warning would tell a user that something is wrong with the chart
      const text = execFileSync(helm, args, {
        encoding: "utf8",
        stdio: "pipe",
        maxBuffer: 2 ** 28,
        env: { HOME: root },
      });
      const objects = manifestReader()(text);
      if ("failure" in objects) throw new Error(objects.failure);
      return sorted(objects);
    }),
  );
}

/** What a chart is to give of objects: all as they are, but that Helm never deletes what is named by its content. */
export function expected(objects: readonly Manifest[]): readonly Manifest[] {
  return sorted(objects).map((object) => {
    const { kind, metadata } = object;
    if (kind !== "ConfigMap" || withoutContentHash(metadata.name) === metadata.name) return object;
    const { annotations } = metadata;
    const kept = { ...(isObject(annotations) ? annotations : {}), "helm.sh/resource-policy": "keep" };
    return { ...object, metadata: { ...metadata, annotations: kept } };
  });
}

/** Objects in an order of their own, since Helm sorts them by kind. */
function sorted(objects: readonly Manifest[]): readonly Manifest[] {
  return objects.toSorted((left, right) => (identity(left) < identity(right) ? -1 : 1));
}
