import { readFileSync, writeFileSync } from "node:fs";
import { afterAll, expect, test } from "vitest";
import { fleet } from "../../bench/fleet.ts";
import { removeFolders } from "../../bench/folders.ts";
import { checkOutput } from "../../bench/peers/equal.ts";
import { peers, preparePeer, renderedObjects } from "../../bench/peers/peers.ts";
import { workspace } from "../scenarios/workspace.ts";

afterAll(removeFolders);

test("every peer that is there writes the objects that Overlayer does, and another object is noticed", async () => {
  const files = workspace(Object.fromEntries(fleet(3)));
  await files.overlayer("compile");
  const objects = await renderedObjects(files.root);
  expect([...objects.keys()]).toEqual(["env-0", "env-1", "env-2"]);
  const there = peers.flatMap(({ prepare }) => preparePeer(prepare, files.root, objects) ?? []);
  // npm carries all but jsonnet
  const tools = there.map(({ tool }) => tool.replace(/ .*/, ""));
  expect(tools).toEqual(expect.arrayContaining(["cdk8s", "helm", "kustomize"]));
  for (const peer of there) {
    await peer.run();
    checkOutput(peer, objects);
    const file = peer.output("env-2");
    writeFileSync(file, readFileSync(file, "utf8").replace("terminationGracePeriodSeconds", "terminationGracePeriod"));
    expect(() => checkOutput(peer, objects)).toThrow(/env-2 has another StatefulSet\/zk/);
  }
});
