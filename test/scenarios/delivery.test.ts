import { readFileSync } from "node:fs";
import { Application, ApplicationSet } from "@kubernetes-models/argo-cd/argoproj.io/v1alpha1";
import { Kustomization } from "@kubernetes-models/flux-cd/kustomize.toolkit.fluxcd.io/v1";
import { GitRepository, OCIRepository } from "@kubernetes-models/flux-cd/source.toolkit.fluxcd.io/v1";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { argocdTool } from "../../apps/argocd/argocd.ts";
import type { Options } from "../../apps/argocd/options.ts";
import { smallFleet, type Workspace, workspace } from "./workspace.ts";

const fleet = {
  ...smallFleet,
  "environments/eu/prod.ts": smallFleet["environments/prod.ts"].replace("./base", "../base").replace("-prod", "-eu"),
};

const withFlux = (options: string) => ({
  ...fleet,
  "delivery.ts": `import { flux } from "overlayer/flux";\n\nexport default flux.extend({ name: "zookeeper", ${options} });\n`,
});

const withArgoCD = (options: string) => ({
  ...fleet,
  "delivery.ts": `import { argocd } from "overlayer/argocd";

export default argocd.extend({ name: "zookeeper", repoURL: "https://git.example.org/gitops.git", ${options} });
`,
});

const read = (space: Workspace, path: string) => parse(space.read(path));

describe("Flux", () => {
  test("a Kustomization for each environment, which its CRD accepts, from the repository that Flux knows", async () => {
    const space = workspace(withFlux(""));
    expect(await space.overlayer("compile")).toMatchObject({ code: 0, stderr: "" });
    expect(space.files("delivery")).toEqual(
      ["demo", "eu/prod", "prod"].map((name) => `delivery/flux/${name}/sync.yaml`),
    );
    const object = read(space, "delivery/flux/eu/prod/sync.yaml");
    expect(object.metadata).toEqual({ name: "zookeeper-eu-prod", namespace: "flux-system" });
    expect(object.spec).toMatchObject({
      path: "./overlays/eu/prod",
      sourceRef: { kind: "GitRepository", name: "flux-system" },
      prune: true,
      wait: true,
      force: false,
      deletionPolicy: "Orphan",
    });
    for (const file of space.files("delivery")) new Kustomization(read(space, file)).validate();
  });

  test("dependencies, the target cluster and the folder of a larger repository", async () => {
    const space = workspace(
      withFlux(`folder: "infra", serviceAccountName: "zookeeper", environments: {
        prod: { dependsOn: ["demo", "eu/prod"], kubeConfig: "prod-kubeconfig", suspend: true } }`),
    );
    await space.overlayer("compile");
    const object = read(space, "delivery/flux/prod/sync.yaml");
    new Kustomization(object).validate();
    expect(object.spec).toMatchObject({
      path: "./infra/overlays/prod",
      dependsOn: [{ name: "zookeeper-demo" }, { name: "zookeeper-eu-prod" }],
      kubeConfig: { secretRef: { name: "prod-kubeconfig" } },
      serviceAccountName: "zookeeper",
      suspend: true,
    });
  });

  const sources = [
    [GitRepository, "GitRepository", "ssh://git@git.example.org/gitops", `{ branch: "main" }`],
    [OCIRepository, "OCIRepository", "oci://registry.example.org/gitops", `{ tag: "latest" }`],
  ] as const;

  test.for(sources)("a source of its own: %s", async ([Model, kind, url, ref]) => {
    const source = `{ kind: "${kind}", name: "gitops", url: "${url}", ref: ${ref}, secretRef: "credentials" }`;
    const space = workspace(withFlux(`source: ${source}`));
    expect((await space.overlayer("compile")).code).toBe(0);
    const object = read(space, "delivery/flux/source.yaml");
    new Model(object).validate();
    expect(object).toMatchObject({ kind, spec: { url, secretRef: { name: "credentials" } } });
    expect(read(space, "delivery/flux/prod/sync.yaml").spec.sourceRef).toEqual({ kind, name: "gitops" });
  });

  test("the CRD's own schema refuses what is none", () => {
    const object = { apiVersion: "kustomize.toolkit.fluxcd.io/v1", kind: "Kustomization", metadata: { name: "a" } };
    expect(() => new Kustomization(JSON.parse(JSON.stringify({ ...object, spec: {} }))).validate()).toThrow();
  });
});

describe("Argo CD", () => {
  test("one ApplicationSet, whatever the number of environments, whose Applications the CRD accepts", async () => {
    const space = workspace(withArgoCD(`environments: { prod: { cluster: "eu-1" } }`));
    expect(await space.overlayer("compile")).toMatchObject({ code: 0, stderr: "" });
    const set = space.read("delivery/argocd/applicationset.yaml");
    new ApplicationSet(parse(set)).validate();
    expect(set).not.toContain("prod");

    const { template, generators } = parse(set).spec;
    expect(generators[0].git.files).toEqual([{ path: "delivery/argocd/**/environment.yaml" }]);
    const applications = space
      .files("delivery/argocd")
      .filter((file) => file.endsWith("/environment.yaml"))
      .map((file) => fill(template, read(space, file)));
    for (const one of applications) new Application({ ...one }).validate();
    expect(applications.map(({ metadata, spec }) => [metadata.name, spec.source.path, spec.destination])).toEqual([
      ["zookeeper-demo", "overlays/demo", { name: "in-cluster", namespace: "zookeeper-demo" }],
      ["zookeeper-eu-prod", "overlays/eu/prod", { name: "in-cluster", namespace: "zookeeper-eu" }],
      ["zookeeper-prod", "overlays/prod", { name: "eu-1", namespace: "zookeeper-prod" }],
    ]);
  });

  test("an Application is built again only where its overlay or the base changed", async () => {
    const space = workspace(withArgoCD(`folder: "infra"`));
    await space.overlayer("compile");
    const { template } = read(space, "delivery/argocd/applicationset.yaml").spec;
    const { metadata } = fill(template, read(space, "delivery/argocd/eu/prod/environment.yaml"));
    expect(metadata.annotations).toEqual({
      "argocd.argoproj.io/manifest-generate-paths": "/infra/overlays/eu/prod;/infra/base",
    });
  });

  test("ten thousand environments make the ApplicationSet no longer, and etcd takes it", () => {
    const names = Array.from({ length: 10_000 }, (_, index) => `region-${index}`);
    const options: Options = {
      ...{ name: "zookeeper", namespace: "argocd", project: "default", repoURL: "https://git.example.org/gitops.git" },
      ...{ targetRevision: "HEAD", folder: ".", cluster: "in-cluster", pollSeconds: 180 },
      ...{ automated: true, prune: true, preserveResourcesOnDeletion: true, environments: {} },
    };
    const environments = Object.fromEntries(names.map((name) => [name, { cluster: name }]));
    const many = argocdTool.shared({ ...options, environments });
    expect(many).toEqual(argocdTool.shared(options));
    expect(JSON.stringify(many).length).toBeLessThan(1.5 * 2 ** 20);
  });

  test("environments that depend on others are synced in later steps, which its CRD accepts", async () => {
    const space = workspace(
      withArgoCD(`environments: { prod: { dependsOn: ["demo", "eu/prod"] }, "eu/prod": { dependsOn: ["demo"] } }`),
    );
    await space.overlayer("compile");
    const set = read(space, "delivery/argocd/applicationset.yaml");
    new ApplicationSet(set).validate();
    const { steps } = set.spec.strategy.rollingSync;
    const stepOf = (environment: string) => {
      const file = read(space, `delivery/argocd/${environment}/environment.yaml`);
      const application = fill(set.spec.template, file);
      new Application({ ...application }).validate();
      const labels: Record<string, string> = application.metadata.labels;
      const isSelected = ({ matchExpressions }: { matchExpressions: readonly { key: string; values: string[] }[] }) =>
        matchExpressions.every(({ key, values }) => values.includes(labels[key] ?? ""));
      return steps.findIndex(isSelected);
    };
    expect(["demo", "eu/prod", "prod"].map(stepOf)).toEqual([0, 1, 2]);
    expect(steps.length).toBe(3);
  });

  test("an order is refused where nothing is to be synced by itself", async () => {
    const space = workspace(withArgoCD(`automated: false, environments: { prod: { dependsOn: ["demo"] } }`));
    expect((await space.overlayer("compile")).stderr).toContain("error[argocd/ordered-syncs]");
  });

  test("nothing is synced by itself where that is not wanted", async () => {
    const space = workspace(withArgoCD("automated: false"));
    await space.overlayer("compile");
    const set = read(space, "delivery/argocd/applicationset.yaml");
    expect(set.spec.template.spec.syncPolicy).not.toHaveProperty("automated");
    expect(set.spec.syncPolicy).toEqual({ preserveResourcesOnDeletion: true });
  });
});

/** Argo CD's templates, as far as one is used here; a missing key is an error there. */
function fill(template: unknown, values: Record<string, string>) {
  const text = JSON.stringify(template).replace(/\{\{ \.(\w+) \}\}/g, (_, key: string) => {
    if (values[key] === undefined) throw new Error(`no ${key}`);
    return values[key];
  });
  return { apiVersion: "argoproj.io/v1alpha1", kind: "Application", ...JSON.parse(text) };
}

describe("what is generated for delivery is owned like the overlays", () => {
  test("it goes with its environment, and with delivery.ts", async () => {
    const space = workspace(withArgoCD(""));
    await space.overlayer("compile");
    space.remove("environments/demo.ts");
    await space.overlayer("compile", "prod");
    expect(space.files("delivery")).toContain("delivery/argocd/demo/environment.yaml");
    await space.overlayer("compile");
    expect(space.files("delivery")).not.toContain("delivery/argocd/demo/environment.yaml");
    space.remove("delivery.ts");
    await space.overlayer("compile");
    expect(space.files("delivery")).toEqual([]);
  });

  test("a file of others is left, one that was edited stops the run", async () => {
    const space = workspace({ ...withFlux(""), "delivery/flux/flux-system/gotk-sync.yaml": "theirs" });
    await space.overlayer("compile");
    space.write("delivery/flux/prod/sync.yaml", `${space.read("delivery/flux/prod/sync.yaml")}# mine\n`);
    expect((await space.overlayer("compile", "--check")).stderr).toContain("delivery/flux/prod/sync.yaml:1:1");
    expect(space.read("delivery/flux/flux-system/gotk-sync.yaml")).toBe("theirs");
  });
});

test("of a broken delivery.ts nothing is said to go, and nothing is said of an environment", async () => {
  const space = workspace(withArgoCD(""));
  await space.overlayer("compile");
  const files = space.files("delivery");
  const broken = [
    "export defalt flux;",
    "export default [1];",
    'import { zookeeper } from "overlayer/zookeeper";\nexport default zookeeper.extend({});',
    "const again = (): unknown => [again()];\nexport default again();",
    "export default process.env;",
    'import { flux } from "overlayer/fluxx";\nexport default flux;',
  ];
  for (const text of broken) {
    space.write("delivery.ts", text);
    const { code, stderr } = await space.overlayer("compile");
    expect({ code, text }).toEqual({ code: 2, text });
    expect(stderr).toContain("--> delivery.ts:");
    expect(stderr).not.toMatch(/removed|an environment|the environment|such as overlayer.zookeeper/i);
  }
  expect(space.files("delivery")).toEqual(files);
});

describe("a mistake in delivery.ts is an error at its line, and nothing is written", () => {
  const git = `kind: "GitRepository", url: "https://git.example.org/a"`;
  const mistakes = [
    ["an option that there is not", `path: "x"`, "option/unknown", "there is no option path"],
    ["an environment that there is not", "environments: { pord: {} }", "delivery/environment", `"pord"`],
    ["a dependency that there is not", `environments: { prod: { dependsOn: ["x"] } }`, "delivery/environment", `"x"`],
    [
      "a circle",
      `environments: { prod: { dependsOn: ["demo"] }, demo: { dependsOn: ["prod"] } }`,
      "delivery/dependency-cycle",
      "prod depends on itself",
    ],
    ["a reference without a URL", `source: { ref: { tag: "a" } }`, "flux/source", "source.url is not"],
    [
      "a URL of another kind",
      `source: { kind: "OCIRepository", url: "https://git.example.org/a", ref: { tag: "a" } }`,
      "flux/source",
      "does not fit source.kind OCIRepository",
    ],
    ["two references", `source: { ${git}, ref: { branch: "a", tag: "b" } }`, "flux/source", "2 fields"],
    [
      "a reference of another kind",
      `source: { ${git}, ref: { digest: "sha256:${"0".repeat(64)}" } }`,
      "flux/source",
      "digest",
    ],
    ["a password in a URL", `source: { url: "https://me:secret@example.org" }`, "option/format", "holds no password"],
    ["a name that is too long", `}).extend({ name: "${"z".repeat(63)}"`, "delivery/name", "too long"],
    ["a folder that leads out", `folder: "../x"`, "option/format", "a folder"],
  ] as const;

  test.for(mistakes)("%s", async ([, options, code, words]) => {
    const space = workspace(withFlux(options));
    const { code: exit, stderr } = await space.overlayer("compile");
    expect(exit).toBe(2);
    expect(stderr).toContain(`error[${code}]`);
    expect(stderr).toContain(words);
    expect(stderr).toMatch(/--> delivery\.ts:3:\d+\n/);
    expect(space.files("base")).toEqual([]);
  });

  test("two layers of one tool, of which one would be lost", async () => {
    const text = `import { flux } from "overlayer/flux";

export default [
  flux.extend({ name: "a", environments: { prod: { kubeConfig: "a" } } }),
  flux.extend({ name: "b" }),
];
`;
    const space = workspace({ ...fleet, "delivery.ts": text });
    const { code, stderr } = await space.overlayer("compile");
    expect({ code, files: space.files("delivery") }).toEqual({ code: 2, files: [] });
    expect(stderr).toContain("error[delivery/repeated-tool]");
    expect(stderr).toMatch(/--> delivery\.ts:5:15\n/);
    expect(stderr).toMatch(/the first one\n --> delivery\.ts:4:15\n/);
    expect(stderr).toContain("have one layer of flux");
  });

  test("a circle is told once, with the way round and its lines", async () => {
    const options = `environments: {
  demo: { dependsOn: ["prod"] },
  prod: { dependsOn: ["eu/prod"] },
  "eu/prod": {
    dependsOn: ["demo"],
  },
}`;
    const { stderr } = await workspace(withFlux(options)).overlayer("compile");
    expect(stderr.match(/depends on itself.*/g)).toEqual(["depends on itself: demo → prod → eu/prod → demo"]);
    for (const line of [4, 5, 7]) expect(stderr).toContain(`delivery.ts:${line}:`);
    expect(stderr).toContain("remove one of these names from its dependsOn");
  });

  test("environments whose objects would have one name", async () => {
    const space = workspace({
      ...withFlux(""),
      "environments/eu-prod.ts": smallFleet["environments/demo.ts"].replace("-demo", "-b"),
    });
    const { stderr } = await space.overlayer("compile");
    expect(stderr).toContain("error[delivery/name]: two environments would be synced as zookeeper-eu-prod");
  });

  test("a wrong type is what `check` finds too", async () => {
    const space = workspace(withFlux("prune: 1"));
    const { code, stdout } = await space.overlayer("check");
    expect(code).toBe(2);
    expect(stdout).toContain("delivery.ts:3");
  });
});

test("the examples of docs/delivery.md compile", { timeout: 60_000 }, async () => {
  const examples = [...readFileSync("docs/delivery.md", "utf8").matchAll(/^```ts\n(.*?)^```/gms)];
  expect(examples.length).toBeGreaterThan(2);
  for (const [, text = ""] of examples) {
    const space = workspace({
      ...fleet,
      "environments/staging.ts": fleet["environments/demo.ts"].replace("-demo", "-staging"),
      "delivery.ts": text,
    });
    expect(await space.overlayer("compile")).toMatchObject({ code: 0, stderr: "" });
  }
});
