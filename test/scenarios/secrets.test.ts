import { expect, test } from "vitest";
import { smallFleet, workspace } from "./workspace.ts";

const value = "super:hunter2";

test.each([
  ["check"],
  ["check", "--format", "github"],
  ["check", "--format", "json"],
  ["diff"],
  ["diff", "--format", "markdown"],
])("a secret in place of the name of a Secret is not printed by %s %s %s", async (...args) => {
  const prod = `import base from "./base.ts";\nexport default base.extend({ authentication: { superDigestSecret: "${value}" } });\n`;
  const space = workspace({ ...smallFleet, "environments/prod.ts": prod });
  space.commit("first");
  const { code, stdout, stderr } = await space.overlayer(...args);
  expect(code).toBe(2);
  expect(stdout + stderr).toContain("is not the name of a Secret");
  expect(stdout + stderr).not.toContain("hunter2");
});

test.each(["human", "json"])("explain says where secrets are set, and does not print them: %s", async (format) => {
  const prod = `import base from "./base.ts";
export default base.extend({
  jvmFlags: ["-Dkey.password=hunter2"],
  authentication: { superDigestSecret: "${value}" },
  extraObjects: [{ apiVersion: "v1", kind: "Secret", metadata: { name: "x" }, stringData: { a: "hunter2" } }],
});
`;
  const space = workspace({ ...smallFleet, "environments/prod.ts": prod });
  for (const subject of [[], ["jvmFlags"], ["extraObjects[0].stringData.a"]]) {
    const { code, stdout, stderr } = await space.overlayer("explain", "prod", ...subject, "--format", format);
    expect(code).toBe(0);
    expect(stdout).toContain("(hidden)");
    expect(stdout).toContain("environments/prod.ts");
    expect(stdout + stderr).not.toContain("hunter2");
  }
});

test.each([
  `authentication: { password: "hunter2" }`,
  `password: "hunter2"`,
  `pasword: { list: ["-Dpassword=hunter2"] }, /* password: hunter2 */`,
  `extraObjects: [{ apiVersion: "v1", kind: "List", items: [{ kind: "Secret", stringData: { a: "hunter2" } }] }]`,
  `extraObjects: [{ apiVersion: "v1", kind: "secret", metadata: { name: "x" }, stringData: { a: "hunter2" } }]`,
  `overrides: { "StatefulSet/zk": { spec: { password: "hunter2" } } }`,
  `servers: 5, /* password: hunter2 */`,
])("explain prints nothing that other commands hide: %s", async (mistake) => {
  const prod = `import base from "./base.ts";\nexport default base.extend({\n  ${mistake}\n});\n`;
  const space = workspace({ ...smallFleet, "environments/prod.ts": prod });
  for (const subject of [[], ["StatefulSet/zk", "spec"]]) {
    const { stdout, stderr } = await space.overlayer("explain", "prod", ...subject);
    expect(stdout + stderr).not.toContain("hunter2");
  }
  const { stdout } = await space.overlayer("explain", "prod");
  expect(stdout).toMatch(/\(hidden\)|servers = 5/);
});

test("explain hides what may be a secret in a base that is refused for something else", async () => {
  const base = `import { zookeeper } from "overlayer/zookeeper";
export default zookeeper.extend({ namespace: 1, logback: "<configuration><password>hunter2</password></configuration>" });
`;
  const { stdout } = await workspace({ ...smallFleet, "environments/base.ts": base }).overlayer("explain", "base");
  expect(stdout).toContain("logback = (hidden)");
  expect(stdout).not.toContain("hunter2");
});

test("what was committed with a secret in it is compared without, and so is the option that it came from", async () => {
  const space = workspace();
  await space.overlayer("compile");
  const clean = space.read("environments/prod.ts");
  space.write(
    "environments/prod.ts",
    clean.replace("servers: 5,", 'servers: 5, jvmFlags: ["-Dkey.password=hunter2"],'),
  );
  // as an older version compiled it
  const file = "base/statefulset-zk.yaml";
  space.write(file, space.read(file).replace(/(value: )(-Djute\S+)/, '$1"$2 -Dkey.password=hunter2"'));
  space.commit("first");
  space.write("environments/prod.ts", clean);
  for (const format of ["human", "markdown", "html", "json"]) {
    const { code, stdout, stderr } = await space.overlayer("diff", "prod", "--format", format);
    expect(code).toBe(1);
    expect(stdout).toContain("(hidden)");
    expect(stdout).toContain("jvmFlags");
    expect(stdout + stderr).not.toContain("hunter2");
  }
});

test("a password in a URL of delivery.ts, and one that another rule refuses too, are not printed", async () => {
  const space = workspace({
    ...smallFleet,
    "delivery.ts": `import { argocd } from "overlayer/argocd";\n\nexport default argocd.extend({ repoURL: "https://user:hunter2@git.example.org/x.git" });\n`,
    "environments/prod.ts": smallFleet["environments/prod.ts"].replace(
      "servers: 5,",
      `servers: 5,\n  jvmFlags: ["-Dzookeeper.ssl.keyStore.password=hunter2"],`,
    ),
  });
  for (const format of ["human", "json", "github", "sarif"]) {
    const { code, stdout, stderr } = await space.overlayer("compile", "--format", format);
    expect(code).toBe(2);
    expect(stdout + stderr).not.toContain("hunter2");
  }
});

test.each(["human", "json", "github"])(
  "a secret that is a number, or of a wrong form, is not printed: %s",
  async (format) => {
    const demo = `import base from "./base.ts";
export default base.extend({
  pods: { annotations: {
    "example.com/password": 4711001 } },
});
`;
    const prod = `import base from "./base.ts";
export default base.extend({
  overrides: { "StatefulSet/zk": { spec: { template: { spec: { containers: [{ name: "zookeeper", env: [
    { name: "DB_PASSWORD",
      value: 4711002 }] }] } } } } },
  extraObjects: [{ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "x", labels: {
    password: "4711003 and more" } }, data: {
      DB_PASSWORD: 4711004, port: 4711005 } }],
});
`;
    const space = workspace({ ...smallFleet, "environments/demo.ts": demo, "environments/prod.ts": prod });
    const { code, stdout, stderr } = await space.overlayer("compile", "--format", format);
    expect(code).toBe(2);
    expect(stdout + stderr).toContain("data.DB_PASSWORD is ");
    expect(stdout + stderr).toContain("data.port is 4711005");
    expect(stdout + stderr).not.toMatch(/4711\d*[1-4]\b/);
  },
);

test("a value of the wrong type is not printed where it names a secret or holds one", async () => {
  const mistakes = [
    `jvmFlags: "-Dpassword=hunter2"`,
    `jvmFlags: [{ password: "hunter2" }]`,
    `overrides: { "StatefulSet/zk": "password=hunter2" }`,
    `overrides: { "StatefulSet/zk": { spec: { minReadySeconds: { password: "hunter2" } } } }`,
    `image: "user:hunter2@registry/zookeeper:3.9.5"`,
    `cpu: "password=hunter2"`,
  ];
  const environments = mistakes.map((mistake, index) => [
    `environments/e${index}.ts`,
    `import base from "./base.ts";\nexport const level: "INFO" = "password=hunter2";\nexport default base.extend({\n  namespace: "e${index}",\n  ${mistake},\n});\n`,
  ]);
  const space = workspace({ ...smallFleet, ...Object.fromEntries(environments) });
  for (const format of ["human", "json", "sarif"]) {
    const { code, stdout, stderr } = await space.overlayer("check", "--format", format);
    expect(code).toBe(2);
    for (const [file] of environments) expect(stdout + stderr).toContain(file);
    expect(stdout).toContain("types/TS2322");
    expect(stdout).toContain("jvmFlags is (hidden), expected a list");
    expect(stdout + stderr).not.toContain("hunter2");
  }
});
