import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Outcome, smallFleet, type Workspace, workspace } from "./workspace.ts";

const fixture = (name: string) => readFileSync(`test/import/fixtures/${name}`, "utf8");

/** An import of one file into an empty folder. */
async function importOf(text: string, ...words: readonly string[]): Promise<Outcome & { readonly space: Workspace }> {
  const space = workspace({ "zk.yaml": text });
  return { ...(await space.overlayer("import", "zk.yaml", ...words)), space };
}

describe("overlayer import of manifests", () => {
  test("writes what runs as an environment that compiles, and says what a sync changes", async () => {
    const { code, stdout, space } = await importOf(fixture("classic-full.yaml"), "--namespace", "kafka", "--summary");
    expect(code).toBe(0);
    expect(space.read("environments/prod.ts")).toMatchInlineSnapshot(`
      "import base from "./base.ts";

      /** Imported from zk.yaml. */
      export default base.extend({
        namespace: "kafka",
        cpu: 2,
        memory: "4Gi",
        storage: { size: "250Gi" },
        probes: { readiness: { initialDelaySeconds: 10 }, liveness: { initialDelaySeconds: 10 } },
        spreading: { zones: "off" },
        imagePullPolicy: "Always",
      });
      "
    `);
    expect(stdout).toMatchInlineSnapshot(`
      "wrote environments/base.ts
      wrote environments/prod.ts

      prod: what no option says, or is another thing with Overlayer
        ! zk.yaml:68 StatefulSet/zk containers[kubernetes-zookeeper].image: the image
          gcr.io/google_containers/kubernetes-zookeeper:1.0-3.4.10 is replaced by Overlayer's default, the
          official one: Overlayer's scripts do not run on it
            for a mirror of the official image, set the option image
        ! zk.yaml:68 StatefulSet/zk containers[kubernetes-zookeeper].image: ZooKeeper 3.4.10 is upgraded:
          later versions do not start on a volume whose log has no snapshot (ZOOKEEPER-3056)
            look for a file snapshot.* on each volume; where there is none, set jvmFlags to
            ["-Dzookeeper.snapshot.trust.empty=true"] for the first roll-out only
        ! zk.yaml:78 StatefulSet/zk containers[kubernetes-zookeeper].command: heap is left out: a heap of
          3G needs 4608Mi of memory, but memory is 4Gi; instead it is "2730M"
            The JVM needs memory beside its heap; a server that exceeds its limit is killed, and
            swapping breaks its timing.
            leave heap out (it is then 2730M), or raise memory to 4608Mi
        - zk.yaml:31 PodDisruptionBudget/zk-pdb apiVersion: policy/v1beta1 is gone since Kubernetes 1.25:
          it is compared as policy/v1
        - zk.yaml:41 StatefulSet/zk apiVersion: apps/v1beta1 is gone since Kubernetes 1.16: it is compared
          as apps/v1, with the spec.selector that the API server took then
        - zk.yaml:99 StatefulSet/zk containers[kubernetes-zookeeper].readinessProbe: Overlayer's own probe
          asks the server, as often
        - zk.yaml:104 StatefulSet/zk containers[kubernetes-zookeeper].livenessProbe: Overlayer's own probe
          asks the server, as often
        - zk.yaml:78 StatefulSet/zk containers[kubernetes-zookeeper].command: Overlayer's start-zookeeper
          starts the server
        - zk.yaml:78 StatefulSet/zk containers[kubernetes-zookeeper].command: from now on old snapshots
          are purged: the classic image misspells autopurge.purgeInterval in zoo.cfg
        - zk.yaml:67 StatefulSet/zk containers[kubernetes-zookeeper].name: the container is called
          zookeeper with Overlayer: see to what names it, such as kubectl exec -c

      1 environment changed: 2 objects created, 4 changed (56 fields)

      restarts  prod: StatefulSet/zk: zk-2, zk-1, zk-0 restart, one at a time in this order
      "
    `);
  });

  test("an image that is left out is told with why, and with the one that stands instead", async () => {
    const { stdout } = await importOf(fixture("official.yaml").replace("zookeeper:3.9.5", "zookeeper:3.9.3"));
    expect(stdout.replace(/\s+/g, " ")).toContain(
      'image is left out: image registry.example.com/library/zookeeper:3.9.3 is ZooKeeper 3.9.3; instead it is "docker.io/library/zookeeper:3.9.5" ' +
        "ZooKeeper 3.9.3 can lose data (ZOOKEEPER-4925)",
    );
  });

  /** What of each fixture is written, what is warned of, and which API versions are named as gone. */
  const verdicts = [
    {
      file: "classic-full.yaml",
      gone: ["apps/v1beta1", "policy/v1beta1"],
      options: ["cpu: 2", 'memory: "4Gi"', 'storage: { size: "250Gi" }'],
      warned: ["1.0-3.4.10", "ZOOKEEPER-3056", "a heap of 3G needs 4608Mi"],
    },
    {
      file: "classic-micro.yaml",
      gone: ["apps/v1beta1"],
      options: ["servers: 1", 'heap: "512M"'],
      warned: ["1.0-3.4.10", "ZOOKEEPER-3056"],
    },
    {
      file: "official.yaml",
      gone: [],
      options: [
        'headlessService: "zoo-headless"',
        'selector: { app: "zoo", tier: "coordination" }',
        'transactionLog: { size: "10Gi", className: "fast" }',
        "tickTime: 3000",
        'hostAliases: [{ ip: "10.1.2.3", hostnames: ["backup"] }]',
        'kind: "NetworkPolicy"',
      ],
      warned: [
        "globalOutstandingLimit",
        "only mntr, ruok, srvr",
        "BACKUP_PASSWORD is left out: it looks like a secret",
        "Secret/zoo-users",
      ],
    },
    {
      file: "bitnami-rendered.yaml",
      gone: [],
      options: [
        '"app.kubernetes.io/component": "zookeeper"',
        'directories: { data: "/bitnami/zookeeper/data", dataLog: "/bitnami/zookeeper/data" }',
        'volume: "data"',
        "nodeAffinity",
        'kind: "ServiceAccount"',
      ],
      warned: ["bitnami/zookeeper:3.9.3", "user 1000 and not 1001", "a heap of 1024M needs"],
    },
  ];

  test.each(verdicts)(
    "$file is taken over without a refusal by the API server",
    async ({ file, gone, options, warned }) => {
      const { code, stdout, stderr, space } = await importOf(fixture(file));
      const written = space.read("environments/prod.ts");
      expect([code, stderr]).toEqual([0, expect.not.stringContaining("error[")]);
      expect(stdout).toContain("restarts  prod: StatefulSet/");
      expect(stdout).not.toMatch(/^(refused|replaces) /m);
      expect([...stdout.matchAll(/apiVersion: (\S+) is gone since/g)].map(([, version]) => version).toSorted()).toEqual(
        gone,
      );
      for (const text of options) expect(written).toContain(text);
      const told = stdout.replace(/\s+/g, " ");
      for (const text of warned) expect(told).toContain(text);
      expect(written + stdout + stderr).not.toContain("hunter2");
    },
  );

  test("what is in no new file is told to stay, and not to be deleted: no tool prunes what it has not applied", async () => {
    const { stdout, stderr } = await importOf(fixture("official.yaml"), "--dry-run", "--summary");
    expect(stderr).toMatch(/Not in the new files: .*ConfigMap\/zoo-scripts.* A sync leaves them as they are, unless/);
    expect(stdout).not.toMatch(/^deletes /m);
  });

  test("extends the base that is there, and says only what differs from it", async () => {
    const space = workspace({ ...smallFleet, "zk.yaml": fixture("classic-mini.yaml") });
    space.write(
      "environments/base.ts",
      'import { zookeeper } from "overlayer/zookeeper";\n\nexport default zookeeper.extend({ heap: "512M", imagePullPolicy: "Always" });\n',
    );
    expect((await space.overlayer("import", "zk.yaml", "--name", "eu/staging")).code).toBe(0);
    const written = space.read("environments/eu/staging.ts");
    expect(written).toContain('import base from "../base.ts";');
    expect(written).not.toMatch(/heap|imagePullPolicy/);
  });
});

test("a secret is nowhere in what an import prints or writes, and what is around it stays", async () => {
  const { code, stdout, stderr, space } = await importOf(fixture("secrets.yaml"));
  expect(code).toBe(0);
  const written = space.read("environments/prod.ts");
  expect(stdout + stderr + written).not.toContain("hunter2");
  expect(stdout).toContain("postgres://user:(hidden)@host/db");
  expect(written).toContain('{ name: "PLAIN", value: "plainvalue" }');
  expect(written).toContain('data: { plain: "hello" }');
  expect(written).toContain('jvmFlags: ["-Dfoo=bar"]');
  const told = stdout.replace(/\s+/g, " ");
  for (const part of [
    "data.password",
    "data.app.json",
    "data..dockerconfigjson",
    "env.DB_URL",
    "env.REDIS",
    "env.CONN",
    "env.HOOK",
    "env.SIDE_URL",
    "side.args",
    "exec.command",
  ]) {
    expect(told).toContain(`${part} is left out: it looks like a secret`);
  }
  expect(told).toContain("StatefulSet/zoo.metadata.annotations.vault.token is left out: it looks like a secret");
  expect(told).toContain("CronJob/backup is left out: it looks like a secret");
  expect(told).not.toContain("history");
  expect(told).toContain("zk.yaml:10 ConfigMap/app data.password: ");
  expect(told).toMatch(/zk\.yaml:47 StatefulSet\/zoo containers\[side\]\.args: [^!]* a sync takes it out of what runs/);
  const broken = await importOf(`${fixture("secrets.yaml")}---\npassword: "hunter2\n`, "--name", "other");
  expect(broken.code).toBe(2);
  expect(broken.stderr).not.toContain("hunter2");
}, 20_000);

test.each([
  '{ name: DB_PASSWORD, value: "hunter2 }',
  "{ name: DB_PASSWORD, name: x, value: hunter2 }",
  "{ name: DB_PASSWORD, value: hunter2, a: y }",
])("a line that is not read is not shown where it may hold a secret: %s", async (line) => {
  const { stdout, stderr } = await importOf(`${line}\n`);
  expect(stderr).toMatch(/import\/(yaml|repeated)/);
  expect(stdout + stderr).not.toContain("hunter2");
});

test("the example of docs/import.md is what an import writes", async () => {
  const page = readFileSync("docs/import.md", "utf8");
  const block = (language: string) => new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, "ms").exec(page)?.[1] ?? "";
  const space = workspace({ "zookeeper.yaml": block("yaml") });
  expect((await space.overlayer("import", "zookeeper.yaml")).code).toBe(0);
  expect(space.read("environments/prod.ts")).toBe(block("ts"));
});

describe("overlayer import of folders", () => {
  test("says of kustomize's output that lines are of that, and fetches nothing", async () => {
    const space = workspace({
      "k8s/kustomization.yaml": "resources: [zk.yaml]\nnameSuffix: -eu\n",
      "k8s/zk.yaml": fixture("classic-micro.yaml"),
      "remote/kustomization.yaml": "resources: ['https://me:hunter2@example.org/zk.yaml']\n",
      "git/kustomization.yaml": "resources: ['github.com/example/zk//deploy?ref=v1']\n",
    });
    expect((await space.overlayer("import", "k8s", "--summary")).stdout).toMatch(
      /kustomize build k8s:\d+ StatefulSet\/zk-eu/,
    );
    const { code, stderr } = await space.overlayer("import", "remote", "git", "--name", "other");
    expect([code, stderr]).toEqual([2, expect.not.stringContaining("hunter2")]);
    expect(stderr).toContain("remote: its resource https://me:(hidden)@example.org/zk.yaml is elsewhere");
    expect(stderr).toContain("git: its resource github.com/example/zk//deploy?ref=v1 is elsewhere, and is not fetched");
    expect(stderr).toContain("`kustomize build git | overlayer import -`");
  });

  test("says in a folder below which project the environments are of", async () => {
    const space = workspace({ "environments/.keep": "", "apps/zk.yaml": fixture("classic-micro.yaml") });
    const { stderr } = await space.overlayerIn("apps", "import", "zk.yaml", "--summary");
    expect(stderr).toContain(`The environments are those of ${space.root}.`);
    expect(space.files("environments")).toContain("environments/prod.ts");
  });

  test.each(["helm-large", "helm-single", "incubator", "bitnami-partial", "bitnami-secure", "bitnami-defaults"])(
    "%s, a values file, ends with what a sync changes in its release, and no refusal",
    async (name) => {
      const space = workspace({ "values.yaml": fixture(`${name}.yaml`) });
      const { code, stdout, stderr } = await space.overlayer("import", "values.yaml", "--release", "shop", "--summary");
      expect(code).toBe(0);
      expect(stdout.replace(/\s+/g, " ")).toContain("it is taken for the release shop in the namespace");
      expect(stdout).toMatch(/^(restarts|pending) {2,3}prod: StatefulSet\//m);
      expect(stdout).not.toMatch(/^(refused|replaces) /m);
      expect(stdout + stderr + space.read("environments/prod.ts")).not.toContain("opensesame");
      expect(stderr).toContain("Compared with what the chart makes of the values");
    },
  );

  test("a file of one's own beside ZooKeeper's configuration stays mounted", async () => {
    const text = fixture("classic-mini.yaml").replace(
      /^( *)volumeMounts:\n/m,
      "$1volumeMounts:\n$1  - { name: own, mountPath: /conf/own.cfg, subPath: own.cfg }\n$1  - { name: whole, mountPath: /conf }\n",
    );
    const withVolumes = text.replace(
      /^( *)containers:\n/m,
      "$1volumes: [{ name: own, configMap: { name: own } }, { name: whole, emptyDir: {} }]\n$1containers:\n",
    );
    const { space, stderr } = await importOf(withVolumes);
    expect(stderr).not.toContain("error");
    const written = space
      .files("environments")
      .map((file) => space.read(file))
      .join("\n");
    expect(written).toContain('mountPath: "/conf/own.cfg"');
    expect(written).not.toContain("whole");
  });

  test("makes each overlay of kustomize an environment, and what they share the base", async () => {
    const space = workspace({
      "k8s/base/kustomization.yaml": "resources: [zk.yaml]\n",
      "k8s/base/zk.yaml": fixture("official.yaml"),
      "k8s/overlays/eu/kustomization.yaml": "namespace: zk-eu\nresources: [../../base]\n",
      "k8s/overlays/us/kustomization.yaml":
        "namespace: zk-us\nresources: [../../base]\nreplicas: [{ name: zoo, count: 5 }]\n",
    });
    const { code } = await space.overlayer("import", "k8s", "--summary");
    expect(code).toBe(0);
    expect(space.read("environments/base.ts")).toMatch(/name: "zoo",[\s\S]*tickTime: 3000[\s\S]*hostAliases/);
    expect(space.read("environments/us.ts")).toMatch(/namespace: "zk-us",\n {2}servers: 5,/);
    expect(space.read("environments/eu.ts")).not.toMatch(/tickTime|overrides/);
    expect((await space.overlayer("compile")).code).toBe(0);
  });

  test("renders a chart with helm, and reads values files as environments", async () => {
    const template = fixture("classic-micro.yaml").replaceAll(/\bzk\b/g, "{{ .Release.Name }}");
    const space = workspace({
      "chart/Chart.yaml": "apiVersion: v2\nname: zk\nversion: 0.1.0\n",
      "chart/templates/all.yaml": template,
      "values-mini.yaml": fixture("helm-single.yaml"),
      "values-large.yaml": fixture("helm-large.yaml"),
    });
    expect((await space.overlayer("import", "chart", "--release", "shop", "--summary")).code).toBe(0);
    expect(space.read("environments/prod.ts")).toContain('name: "shop"');
    expect((await space.overlayer("import", "values-mini.yaml", "values-large.yaml")).code).toBe(0);
    expect((await space.overlayer("import", "values-mini.yaml", "--name", "shop", "--namespace", "kafka")).code).toBe(
      0,
    );
    expect(space.read("environments/shop.ts")).toContain('namespace: "kafka"');
    expect(space.files("environments")).toEqual(
      ["base", "large", "mini", "prod", "shop"].map((name) => `environments/${name}.ts`),
    );
  });
});

describe("overlayer import of bad input writes nothing", () => {
  const two = `${fixture("classic-mini.yaml")}---\n${fixture("classic-mini.yaml").replaceAll(/\bzk\b/g, "zk2")}`;
  const plain = "apiVersion: v1\nkind: Service\nmetadata: { name: web }\n";
  test.each([
    ["two ensembles", two, "import/ensemble"],
    ["an object twice", `${plain}---\n${plain}`, "import/duplicate"],
    ["no ensemble", plain, "import/ensemble"],
    ["a template", fixture("classic-mini.yaml").replace("replicas: 3", "replicas: {{ .Values.n }}"), "import/template"],
    ["an alias of itself", "a: &a [*a]\n", "import/yaml"],
    ["no object", "- 1\n- 2\n", "import/object"],
    ["values of another chart", "some: thing\n", "import/values"],
    [
      "a name that cannot be taken over",
      fixture("classic-micro.yaml").replaceAll(/\bzk\b/g, "9zk"),
      "import/unsupported",
    ],
  ])("%s", async (_, text, code) => {
    const outcome = await importOf(text);
    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toContain(`error[${code}]`);
    expect(outcome.stderr).toContain("Nothing was written.");
    expect(outcome.space.files("environments")).toEqual([]);
  });

  test("an ensemble that is scaled to 0 is to be given its number", async () => {
    const { code, stderr } = await importOf(fixture("classic-mini.yaml").replace("replicas: 3", "replicas: 0"));
    expect(code).toBe(2);
    expect(stderr).toContain("this ensemble cannot be taken over: ");
    expect(stderr).toContain("import it with the replicas that it is to have");
    expect(stderr).not.toContain("--cascade");
  });

  test.each<[BufferEncoding, string, string]>([
    ["latin1", "zk.yaml:2:10", "it is not UTF-8"],
    ["utf16le", "zk.yaml:1:1", "it is not UTF-8, but most likely UTF-16"],
  ])("a file in %s", async (encoding, place, message) => {
    const text = `# of the team\n# owner: é\n${fixture("classic-mini.yaml")}`;
    const space = workspace();
    space.write("zk.yaml", Buffer.from(text, encoding));
    space.write("folder/zk.yaml", Buffer.from(text, encoding));
    for (const path of ["zk.yaml", "folder"]) {
      const { code, stderr } = await space.overlayer("import", path, "--name", "new");
      expect(code).toBe(2);
      expect(stderr).toContain(`error[import/yaml]: this YAML is not read: ${message}\n`);
      expect(stderr).toContain(`${place}\n`);
    }
    expect(space.files("environments")).toHaveLength(3);
  });

  test("a path that is not there, names that clash, an environment that is there", async () => {
    const space = workspace({ ...smallFleet, "zk.yaml": fixture("classic-micro.yaml") });
    const stderr = async (...words: readonly string[]) => (await space.overlayer("import", ...words)).stderr;
    expect(await stderr("nowhere")).toContain("error[import/path]");
    expect(await stderr("environments/base.ts/x")).toContain("error[import/path]");
    expect(await stderr("zk.yaml")).toContain("error[import/exists]: there is already environments/prod.ts");
    space.write("values.yaml", fixture("helm-single.yaml"));
    expect(await stderr("zk.yaml", "values.yaml")).toContain("error[import/name]");
    expect(space.files("environments")).toHaveLength(3);
  });

  test("a name that no environment can have, and a path that no file can", async () => {
    const long = "a".repeat(260);
    const space = workspace({
      "values-base.yaml": fixture("helm-single.yaml"),
      "zk.yaml": fixture("classic-micro.yaml"),
    });
    spawnSync("mkfifo", [join(space.root, "pipe.yaml")]);
    const outcomes = [
      { words: ["values-base.yaml"], text: "error[import/name]: the name base is reserved: values-base.yaml" },
      { words: ["zk.yaml", "--name", "base"], text: "error[import/name]: the name base is reserved: zk.yaml" },
      { words: ["zk.yaml", "--name", long], text: "error[environment/name]" },
      { words: [long], text: "error[import/path]" },
      { words: ["pipe.yaml"], text: "pipe.yaml: this is not a regular file" },
    ];
    for (const { words, text } of outcomes) {
      const { code, stderr } = await space.overlayer("import", ...words);
      expect([code, stderr]).toEqual([2, expect.stringContaining(text)]);
    }
    expect(space.files("environments")).toEqual([]);
  });

  test("an issue of the base that the import would make points to no file", async () => {
    const large = `---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: large }\ndata: { a: ${"x".repeat(1.2e6)} }\n`;
    const { code, stderr } = await importOf(`${fixture("classic-micro.yaml")}\n${large}`, "--limits", "memory=1");
    expect([code, stderr]).toEqual([2, expect.not.stringMatching(/environments\/base\.ts|import\/e0/)]);
    expect(stderr).toContain("error[evaluate/limit]");
  });

  test("an amount that Kubernetes cannot count is left out", async () => {
    const { stdout } = await importOf(
      fixture("classic-micro.yaml").replace(/memory: .*/, 'memory: "999999999999999999Ti"'),
      "--dry-run",
      "--summary",
    );
    expect(stdout.replace(/\s+/g, " ")).toContain("expected less than 8388608Ti");
  });

  test("what is nested too deeply", async () => {
    for (const [open, close] of [
      ["[", "]"],
      ["{a: ", "}"],
    ] as const) {
      const { code, stderr } = await importOf(`a: ${open.repeat(20_000)}${close.repeat(20_000)}\n`);
      expect([code, stderr]).toEqual([2, expect.stringContaining("nested too deeply")]);
    }
  });

  test("an annotation that no YAML of kustomize can have is left out, and said", async () => {
    const text = fixture("classic-micro.yaml").replace(
      "    metadata:\n      labels:\n        app: zk\n",
      `    metadata:\n      labels:\n        app: zk\n      annotations: { note: "a\\u2028b", team: "x" }\n`,
    );
    const { code, stdout, space } = await importOf(text);
    expect(code).toBe(0);
    expect(stdout).toMatch(/! zk.yaml:\d+ .*annotations.note: left out: the\s+character\s+U\+2028/);
    expect(space.read("environments/prod.ts")).toContain('annotations: { team: "x" }');
  });

  test("what else no file can hold is an error of the object, not of a file that is not written", async () => {
    const text = fixture("classic-micro.yaml").replace(/^ {6}affinity:/m, '      schedulerName: "a\\u2028b"\n$&');
    const { code, stderr, space } = await importOf(text);
    expect(code).toBe(2);
    expect(stderr).toContain("the character U+2028");
    expect(stderr).toContain("take it out of what is imported");
    expect(stderr).not.toContain("prod.ts:");
    expect(space.files("environments")).toEqual([]);
  });

  test("a hostile value stays a value", async () => {
    const hostile = `"});process.exit(7);//*/\\u2028$\{process.env}\``;
    const text = fixture("classic-micro.yaml").replace(
      "    metadata:\n      labels:\n        app: zk\n",
      `    metadata:\n      labels:\n        app: zk\n      annotations: { "example.com/a": ${JSON.stringify(hostile)} }\n`,
    );
    const { code, stdout, space } = await importOf(text, "--dry-run");
    expect(code).toBe(0);
    expect(space.files("environments")).toEqual([]);
    expect(stdout).toContain(`pods: { annotations: { "example.com/a": ${JSON.stringify(hostile)} } },`);
    expect((await importOf(text.replace("example.com/a", "__proto__"))).stderr).toContain("error[import/yaml]");
  });
});
