import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Options } from "../../apps/zookeeper/options.ts";
import { manifests } from "../../apps/zookeeper/resources/manifests.ts";
import { scripts } from "../../apps/zookeeper/resources/scripts.ts";
import type { Fields } from "../../compiler/language/types.ts";
import { optionsWith } from "./options-of.ts";
import { statefulSetOf } from "./rendered.ts";

const folder = "apps/zookeeper/image";
const dockerfile = readFileSync(`${folder}/Dockerfile`, "utf8");
const bake = readFileSync(`${folder}/docker-bake.hcl`, "utf8");
const context = /context += "(.*)"/.exec(bake)?.[1] ?? "";

/** What the Dockerfile copies: path in the image → mode and text. */
const copied = dockerfile.split("\n").flatMap((line): [string, { mode: string; text: string }][] => {
  const [, mode = "", words = ""] = /^COPY --chmod=(\d+) (.*)$/.exec(line) ?? [];
  const sources = words.split(" ").slice(0, -1);
  const target = words.split(" ").at(-1) ?? "";
  return sources.map((source) => [
    target.endsWith("/") ? target + source : target,
    { mode, text: readFileSync(join(context, source), "utf8") },
  ]);
});

test("the image has the files that pods mount otherwise, at the same paths, and commands can be run", () => {
  const { data } = JSON.parse(JSON.stringify(scripts(optionsWith({}))));
  const mounts: { name: string; mountPath: string; subPath: string }[] = statefulSetOf(optionsWith({})).spec.template
    .spec.containers[0].volumeMounts;
  const mounted = mounts.filter(({ name }) => name === "scripts");
  expect(mounted.length).toBeGreaterThan(6);
  expect(Object.fromEntries(copied)).toEqual(
    Object.fromEntries(
      mounted.map(({ mountPath, subPath }) => [
        mountPath,
        { mode: mountPath.startsWith("/usr/local/bin/") ? "0555" : "0444", text: data[subPath] },
      ]),
    ),
  );
});

test("it is made of the image that is the default, by its digest, with the files that the bake file names", () => {
  expect(dockerfile).toMatch(new RegExp(`^FROM ${optionsWith({}).image}@sha256:[0-9a-f]{64}$`, "m"));
  expect(existsSync(join(context, /dockerfile += "(.*)"/.exec(bake)?.[1] ?? ""))).toBe(true);
  expect(bake).toContain('["linux/amd64", "linux/arm64"]');
});

const own = { scripts: "image", image: "registry.example.org/zookeeper:3.9.5-1" } as const;
const dynamic = { membership: "dynamic", scalingTo: 5, authentication: { superDigestSecret: "super" } } as const;

test.each<Fields<Options>>([own, { ...own, ...dynamic }])(
  "with them, nothing is mounted, nor is there a ConfigMap: %j",
  (fields) => {
    const objects = JSON.stringify(manifests(optionsWith(fields)));
    expect(objects).toContain('"command":["start-zookeeper"]');
    expect(objects).not.toContain("scripts");
    expect(objects).not.toContain("/usr/local/bin");
  },
);

test("a logback.xml of one's own is mounted beside zoo.cfg", () => {
  const options = optionsWith({ ...own, logback: "<configuration/>" });
  expect(manifests(options)[0]).toMatchObject({ data: { "logback.xml": "<configuration/>" } });
  expect(statefulSetOf(options).spec.template.spec.containers[0].volumeMounts).toContainEqual({
    name: "config",
    mountPath: "/conf/logback.xml",
    subPath: "logback.xml",
  });
});
