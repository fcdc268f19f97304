import { createHash } from "node:crypto";
import { gunzipSync } from "fflate";
import { unpackTar } from "modern-tar";
import { expect, test } from "vitest";
import { type ImageLayout, imageLayout } from "../../compiler/export/oci-artifact.ts";

interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}

const files = new Map([
  ["b.yaml", "kind: B\n"],
  [`${"a".repeat(200)}.yaml`, "é: 😀\n"],
]);

/** The content of a blob, which is what its descriptor says. */
function blob(layout: ImageLayout, { digest, size }: Descriptor): Uint8Array {
  const content = layout.get(`blobs/${digest.replace(":", "/")}`) ?? new Uint8Array();
  expect([`sha256:${createHash("sha256").update(content).digest("hex")}`, content.length]).toEqual([digest, size]);
  return content;
}

const parsed = (content: Uint8Array | undefined) => JSON.parse(new TextDecoder().decode(content));

test("an artifact is what Flux makes of a folder, and every descriptor says the truth", async () => {
  const layout = await imageLayout(new Map([["prod", files]]));
  expect(parsed(layout.get("oci-layout"))).toEqual({ imageLayoutVersion: "1.0.0" });
  const { manifests } = parsed(layout.get("index.json"));
  const { mediaType, config, layers } = parsed(blob(layout, manifests[0]));
  expect([mediaType, config.mediaType, layers.map((layer: Descriptor) => layer.mediaType)]).toEqual([
    "application/vnd.oci.image.manifest.v1+json",
    "application/vnd.cncf.flux.config.v1+json",
    ["application/vnd.cncf.flux.content.v1.tar+gzip"],
  ]);
  const archive = gunzipSync(blob(layout, layers[0]));
  const digest = createHash("sha256").update(archive).digest("hex");
  expect(parsed(blob(layout, config)).rootfs).toEqual({ type: "layers", diff_ids: [`sha256:${digest}`] });
  const entries = await unpackTar(archive);
  expect(entries.map(({ header, data }) => [header.name, new TextDecoder().decode(data)])).toEqual(
    [...files].toSorted(),
  );
  expect(entries.map(({ header }) => [header.mtime?.getTime(), header.mode, header.uid])).toEqual([
    [0, 0o644, 0],
    [0, 0o644, 0],
  ]);
});

test("the bytes depend on the files only, not on their order, nor on other artifacts", async () => {
  const [one, other] = [await imageLayout(new Map([["prod", files]])), new Map([...files].reverse())];
  const layout = await imageLayout(
    new Map([
      ["demo", new Map([["c.yaml", ""]])],
      ["prod", other],
    ]),
  );
  for (const [path, content] of one) if (path !== "index.json") expect(layout.get(path)).toEqual(content);
  expect(parsed(layout.get("index.json")).manifests).toContainEqual(parsed(one.get("index.json")).manifests[0]);
});
