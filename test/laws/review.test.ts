import fc from "fast-check";
import { expect, test } from "vitest";
import { zookeeperApplication } from "../../apps/zookeeper/application.ts";
import type { ObjectChange } from "../../compiler/change.ts";
import { committedManifests } from "../../compiler/committed.ts";
import { compile } from "../../compiler/compile.ts";
import type { Compiled } from "../../compiler/compiled.ts";
import { isError } from "../../compiler/issue.ts";
import { withoutContentHash } from "../../compiler/kubernetes/content-hash.ts";
import { identity } from "../../compiler/kubernetes/identity.ts";
import type { Manifest } from "../../compiler/kubernetes/manifest.ts";
import { manifestReader } from "../../compiler/kubernetes/read-manifests.ts";
import { build } from "../../compiler/kustomize/build.ts";
import { findKustomize } from "../../compiler/kustomize/find.ts";
import { withFiles } from "../../compiler/process/temporary.ts";
import { workingTree } from "../../compiler/repository/working-tree.ts";
import { review } from "../../compiler/review.ts";
import { type Files, treeOf } from "../../compiler/tree.ts";
import { apply } from "../diff/apply.ts";
import { language } from "../language-memory.ts";
import { seed } from "./seed.ts";

const compiler = workingTree(process.cwd());
const applications = new Map([[zookeeperApplication.name, zookeeperApplication]]);
const kustomize = findKustomize(process.cwd());

/** Options that are valid together on their own, each of them set or left to the layers below. */
const options = fc.record(
  {
    namespace: fc.constantFrom("zookeeper", "a"),
    servers: fc.constantFrom(3, 5),
    cpu: fc.constantFrom(1, 2, "1000m"),
    memory: fc.constantFrom("4Gi", "6G"),
    heap: fc.constantFrom("256M", "512M"),
    storage: fc.record({ size: fc.constantFrom("1Gi", "10Gi") }),
    timing: fc.record({ tickTime: fc.integer({ min: 500, max: 4000 }) }),
    logLevel: fc.constantFrom("DEBUG", "WARN"),
    disruptionBudget: fc.constantFrom("none", 1),
  },
  { requiredKeys: [] },
);

async function compiled(base: object, prod: object): Promise<Compiled> {
  const layer = (from: string, below: string, fields: object) =>
    `import ${below} from "${from}";\nexport default ${below.replace(/[{} ]/g, "")}.extend(${JSON.stringify(fields)});\n`;
  const repository = treeOf(
    new Map([
      ["environments/base.ts", layer("overlayer/zookeeper", "{ zookeeper }", base)],
      ["environments/prod.ts", layer("./base.ts", "base", prod)],
    ]),
  );
  const result = await compile({ repository, compiler, ...language }, applications, []);
  expect(result.issues.filter(isError)).toEqual([]);
  return result;
}

function filesOf({ base, environments }: Compiled): Files {
  return new Map([base, ...environments].flatMap((one) => [...(one?.files ?? [])]));
}

async function built(files: Files): Promise<readonly Manifest[]> {
  const output = await withFiles(files, (root) => build(kustomize, `${root}/overlays/prod`));
  const manifests = manifestReader()("text" in output ? output.text : "");
  if ("failure" in manifests) throw new Error(manifests.failure);
  return manifests;
}

/** The objects after the changes, by identity; those with a hash in their names are put under the name without it. */
function applied(before: readonly Manifest[], changes: readonly ObjectChange[]): ReadonlyMap<string, unknown> {
  const objects = new Map<string, unknown>(before.map((object) => [plainIdentity(object), object]));
  for (const change of changes) {
    const id = plainIdentity(change.object);
    if (change.change === "changed") objects.set(id, apply(objectAt(before, id), change.fields));
    else if (change.change === "created") objects.set(id, change.object);
    else objects.delete(id);
  }
  return objects;
}

function objectAt(objects: readonly Manifest[], id: string): Manifest | undefined {
  return objects.find((object) => plainIdentity(object) === id);
}

function plainIdentity(object: Manifest): string {
  return identity({ ...object, metadata: { ...object.metadata, name: withoutContentHash(object.metadata.name) } });
}

/** Objects in which no name ends with a hash. */
function withoutHashes<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value).replaceAll(/-[2456789bcdfghkmt]{10}(?=")/g, ""));
}

test("truth: what a review says happened turns what kustomize built before into what it builds now", async () => {
  const samples = fc.sample(fc.tuple(options, options, options, options), { seed, numRuns: 8 });
  for (const [base, prod, nextBase, nextProd] of samples) {
    const [before, after] = [await compiled(base, prod), await compiled(nextBase, nextProd)];
    const committed = await committedManifests(treeOf(filesOf(before)), () => kustomize)("prod");
    if ("issue" in committed || committed.manifests === undefined) throw new Error("not rendered");
    const now = after.environments[0]?.manifests ?? [];
    const { environments } = await review(
      [{ name: "prod", file: "environments/prod.ts", before: committed.manifests, after: now }],
      applications,
    );
    const [old, wanted] = [await built(filesOf(before)), await built(filesOf(after))].map((all) => withoutHashes(all));
    const result = applied(old ?? [], withoutHashes(environments[0]?.changes ?? []));
    expect(result).toEqual(new Map(wanted?.map((object) => [plainIdentity(object), object])));
  }
}, 120_000);
