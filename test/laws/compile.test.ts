import fc from "fast-check";
import { expect, test } from "vitest";
import { zookeeperApplication } from "../../apps/zookeeper/application.ts";
import { compile } from "../../compiler/compile.ts";
import type { Compiled } from "../../compiler/compiled.ts";
import { isError } from "../../compiler/issue.ts";
import { findKustomize } from "../../compiler/kustomize/find.ts";
import type { ExpectedOverlay } from "../../compiler/kustomize/umbrella.ts";
import { workingTree } from "../../compiler/repository/working-tree.ts";
import { type Files, treeOf } from "../../compiler/tree.ts";
import { verify } from "../../compiler/verify.ts";
import { language } from "../language-memory.ts";
import { seed } from "./seed.ts";

const compiler = workingTree(process.cwd());
const applications = new Map([[zookeeperApplication.name, zookeeperApplication]]);

/** Options of ZooKeeper that are valid together, each of them set or left to the layers below. */
const options = fc.record(
  {
    namespace: fc.constantFrom("zookeeper", "a", "team-b"),
    servers: fc.constantFrom(1, 3, 5, 7),
    disruptionBudget: fc.constant("none"),
    cpu: fc.constantFrom(0.5, 2, "250m", "1500m"),
    memory: fc.constantFrom("1Gi", "1536Mi", "4Gi", "6G"),
    heap: fc.constantFrom("256M", "512M"),
    storage: fc.record(
      { size: fc.constantFrom("1Gi", "10Gi", "250Gi"), className: fc.constantFrom("fast", "standard") },
      { requiredKeys: [] },
    ),
    ports: fc.record({ client: fc.integer({ min: 2000, max: 2800 }) }, { requiredKeys: [] }),
    timing: fc.record({ tickTime: fc.integer({ min: 500, max: 4000 }) }, { requiredKeys: [] }),
    purge: fc.record({ retain: fc.integer({ min: 3, max: 9 }), interval: fc.nat(48) }, { requiredKeys: [] }),
    logLevel: fc.constantFrom("DEBUG", "INFO", "WARN"),
    clusterDomain: fc.constantFrom("cluster.local", "k8s.example.org"),
    imagePullPolicy: fc.constantFrom("Always", "Never"),
  },
  { requiredKeys: [] },
);

const names = ["demo", "eu/prod", "us/prod", "test.1"];

/** Sources of a base and of some environments. */
const fleets = fc
  .tuple(options, fc.dictionary(fc.constantFrom(...names), options, { minKeys: 1, maxKeys: names.length }))
  .map(([base, environments]) => {
    const layer = (from: string, fields: object, below: string) =>
      `import ${below} from "${from}";\n\nexport default ${below.replace(/[{} ]/g, "")}.extend(${JSON.stringify(fields)});\n`;
    return new Map([
      ["environments/base.ts", layer("overlayer/zookeeper", { disruptionBudget: "none", ...base }, "{ zookeeper }")],
      ...Object.entries(environments).map(
        ([name, fields]) =>
          [`environments/${name}.ts`, layer(name.includes("/") ? "../base.ts" : "./base.ts", fields, "base")] as const,
      ),
    ]);
  });

const compiledFrom = (sources: Files): Promise<Compiled> =>
  compile({ repository: treeOf(sources), compiler, ...language }, applications, []);

function filesOf({ base, environments }: Compiled): Files {
  return new Map([base, ...environments].flatMap((one) => [...(one?.files ?? [])]));
}

test("proof: the real kustomize builds from every overlay what the options say", async () => {
  const base = new Map<string, string>();
  const overlays: ExpectedOverlay[] = [];
  for (const [index, sources] of fc.sample(fleets, { seed, numRuns: 12 }).entries()) {
    const compiled = await compiledFrom(sources);
    expect(compiled.issues.filter(isError)).toEqual([]);
    const within = (files: Files) => [...files].map(([path, text]) => [`${index}/${path}`, text] as const);
    for (const [path, text] of within(compiled.base?.files ?? new Map())) base.set(path, text);
    for (const { name, directory, manifests, files } of compiled.environments) {
      const moved = { name: `${index}/${name}`, directory: `${index}/${directory}`, files: new Map(within(files)) };
      overlays.push({ ...moved, manifests });
    }
  }
  // kustomize takes longer to start than to build an overlay
  expect(await verify(findKustomize(process.cwd()), base, overlays)).toEqual([]);
}, 60_000);

test("determinism: the same sources give the same bytes, in whatever order they are found", async () => {
  await fc.assert(
    fc.asyncProperty(fleets, async (sources) => {
      const again = new Map([...sources].reverse());
      expect([...filesOf(await compiledFrom(again))]).toEqual([...filesOf(await compiledFrom(sources))]);
    }),
    { seed, numRuns: 15 },
  );
}, 60_000);

test("locality: editing one environment changes only its overlay", async () => {
  await fc.assert(
    fc.asyncProperty(fleets, options, fc.nat(), async (sources, edit, which) => {
      const files = [...sources.keys()].filter((file) => file !== "environments/base.ts");
      const file = files[which % files.length] ?? "";
      const text = sources.get(file) ?? "";
      const edited = new Map(sources).set(file, text.replace(/\.extend\(.*\)/, `.extend(${JSON.stringify(edit)})`));
      const [before, after] = [filesOf(await compiledFrom(sources)), filesOf(await compiledFrom(edited))];
      const overlay = `${file.replace("environments", "overlays").slice(0, -".ts".length)}/`;
      const others = (all: Files) => [...all].filter(([path]) => !path.startsWith(overlay));
      expect(others(after)).toEqual(others(before));
    }),
    { seed, numRuns: 15 },
  );
}, 60_000);
