import { createHash } from "node:crypto";
import { gzipSync } from "fflate";
import { packTar } from "modern-tar";
import type { JsonObject } from "../kubernetes/json.ts";
import type { Files } from "../tree.ts";

/** The files of an image layout (OCI image specification 1.1), by path: `index.json`, `blobs/sha256/…`. */
export type ImageLayout = ReadonlyMap<string, Uint8Array>;

/** The annotation of index.json by which Overlayer knows a layout as its own. */
export const layoutMark = { "dev.overlayer.generated-by": "overlayer" };

// what `flux push artifact` gives its artifacts (Flux RFC-0003)
const configType = "application/vnd.cncf.flux.config.v1+json";
const contentType = "application/vnd.cncf.flux.content.v1.tar+gzip";

const manifestType = "application/vnd.oci.image.manifest.v1+json";
const indexType = "application/vnd.oci.image.index.v1+json";

/**
 * An image layout that holds an artifact for each tag, as Flux makes them of a folder with those files. The bytes, and so
 * the digests, depend on nothing but the files: no time, no owner, one order.
 */
export async function imageLayout(artifacts: ReadonlyMap<string, Files>): Promise<ImageLayout> {
  const blobs = new Map<string, Uint8Array>();
  const add = (mediaType: string, content: Uint8Array) => {
    blobs.set(`blobs/sha256/${sha256(content)}`, content);
    return { mediaType, digest: `sha256:${sha256(content)}`, size: content.length };
  };
  const manifests: JsonObject[] = [];
  for (const [tag, files] of artifacts) {
    const archive = await tar(files);
    const config = { architecture: "", os: "", config: {}, rootfs: { type: "layers", diff_ids: [diffId(archive)] } };
    const manifest = {
      schemaVersion: 2,
      mediaType: manifestType,
      config: add(configType, json(config)),
      layers: [add(contentType, gzipSync(archive, { level: 9, mtime: 0 }))],
    };
    const annotations = { "org.opencontainers.image.ref.name": tag };
    manifests.push({ ...add(manifestType, json(manifest)), annotations });
  }
  return new Map([
    ...blobs,
    ["oci-layout", json({ imageLayoutVersion: "1.0.0" })],
    ["index.json", json({ schemaVersion: 2, mediaType: indexType, manifests, annotations: layoutMark })],
  ]);
}

function tar(files: Files): Promise<Uint8Array> {
  const paths = [...files.keys()].sort();
  return packTar(
    paths.map((path) => {
      const body = new TextEncoder().encode(files.get(path));
      return { header: { name: path, size: body.length, mtime: new Date(0), mode: 0o644, uid: 0, gid: 0 }, body };
    }),
  );
}

function diffId(archive: Uint8Array): string {
  return `sha256:${sha256(archive)}`;
}

function sha256(content: Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

function json(value: JsonObject): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}
