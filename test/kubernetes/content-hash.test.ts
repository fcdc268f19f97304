import fc from "fast-check";
import { expect, test } from "vitest";
import { contentHash, withoutContentHash } from "../../compiler/kubernetes/content-hash.ts";
import { printYaml } from "../../compiler/kubernetes/print-yaml.ts";
import { build } from "../../compiler/kustomize/build.ts";
import { findKustomize } from "../../compiler/kustomize/find.ts";
import { withFiles } from "../../compiler/process/temporary.ts";

test("is the hash that kustomize's configMapGenerator appends", async () => {
  const files = {
    "zoo.cfg": "tickTime=2000\n",
    "a.xml": "<a b='1'>&amp;</a>\u2028\u00fc\u{1f418}\u007e \"quoted\" \\ \t\n",
    empty: "",
  };
  const generator = { name: "files", files: Object.keys(files) };
  const kustomization = {
    apiVersion: "kustomize.config.k8s.io/v1beta1",
    kind: "Kustomization",
    configMapGenerator: [generator],
  };
  const all = new Map([...Object.entries(files), ["kustomization.yaml", printYaml(kustomization)] as const]);
  const built = await withFiles(all, (root) => build(findKustomize("."), root));
  expect(built).toHaveProperty("text", expect.stringContaining(`\n  name: files-${contentHash(files)}\n`));
});

test("the order of the files does not matter, every character of them does", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.string(), { minKeys: 1 }), fc.nat(), (files, choice) => {
      const entries = Object.entries(files);
      const reversed = Object.fromEntries(entries.toReversed());
      expect(contentHash(reversed)).toBe(contentHash(files));
      expect(withoutContentHash(`zk-config-${contentHash(files)}`)).toBe("zk-config");
      const [name = "", text = ""] = entries[choice % entries.length] ?? [];
      expect(contentHash({ ...files, [name]: `${text} ` })).not.toBe(contentHash(files));
    }),
  );
});

test.each(["zk", "zk-config", "zk-statefulset", "zk-0123456789", "4m87h88bmk"])("%s has no hash", (name) => {
  expect(withoutContentHash(name)).toBe(name);
});
