import { expect, test } from "vitest";
import { factor } from "../../compiler/factor/factor.ts";
import { baseFiles, overlayFiles } from "../../compiler/factor/files.ts";
import type { Overlay } from "../../compiler/factor/overlay.ts";
import { unrepresentable } from "../../compiler/factor/representable.ts";
import type { JsonObject } from "../../compiler/kubernetes/json.ts";
import type { Manifest } from "../../compiler/kubernetes/manifest.ts";

function object(kind: string, name: string, fields: JsonObject = {}, namespace = "base"): Manifest {
  return { ...fields, apiVersion: "v1", kind, metadata: { name, namespace } };
}

function overlayOf(base: readonly Manifest[], environment: readonly Manifest[]): Overlay {
  const factored = factor(base, environment);
  if ("issues" in factored) throw new Error(JSON.stringify(factored.issues));
  return factored.overlay;
}

/** The overlay's files as one text. */
function written(base: readonly Manifest[], environment: readonly Manifest[]): string {
  const files = overlayFiles("overlays/eu/prod", overlayOf(base, environment));
  return [...files].map(([path, text]) => `=== ${path}\n${text}`).join("");
}

const service = object("Service", "web", { spec: { selector: { app: "web" }, type: "ClusterIP" } });
const config = object("ConfigMap", "web", { data: { "web.conf": "port = 80\nthreads = 4\n" } });

test("an environment like the base has no patches", () => {
  expect(written([service], [service])).toMatchInlineSnapshot(`
    "=== overlays/eu/prod/kustomization.yaml
    apiVersion: kustomize.config.k8s.io/v1beta1
    kind: Kustomization
    sortOptions:
      order: fifo
    resources:
      - ../../../base
    "
  `);
});

test("changed, removed and new objects are a patch, a deletion and a resource", () => {
  const changed = object("ConfigMap", "web", { data: { "web.conf": "port = 80\nthreads = 8\n" } });
  const added = object("Secret", "web", { stringData: { token: "1" } });
  expect(written([service, config], [changed, added])).toMatchInlineSnapshot(`
    "=== overlays/eu/prod/kustomization.yaml
    apiVersion: kustomize.config.k8s.io/v1beta1
    kind: Kustomization
    sortOptions:
      order: fifo
    resources:
      - ../../../base
      - secret-web.yaml
    patches:
      - patch: |
          apiVersion: v1
          kind: Service
          metadata:
            name: web
            namespace: base
          $patch: delete
      - patch: |
          apiVersion: v1
          kind: ConfigMap
          metadata:
            name: web
            namespace: base
          data:
            web.conf: |
              port = 80
              threads = 8
          ... # end of the patch: keeps its last newline
    === overlays/eu/prod/secret-web.yaml
    apiVersion: v1
    kind: Secret
    metadata:
      name: web
      namespace: base
    stringData:
      token: "1"
    "
  `);
});

test("what a merge cannot say is a JSON patch for exactly this object", () => {
  const moved = object("ConfigMap", "a.b", { data: { a: "1", "x/y~z": null } });
  expect(written([object("ConfigMap", "a.b", { data: { a: "1" } })], [moved])).toMatchInlineSnapshot(`
    "=== overlays/eu/prod/kustomization.yaml
    apiVersion: kustomize.config.k8s.io/v1beta1
    kind: Kustomization
    sortOptions:
      order: fifo
    resources:
      - ../../../base
    patches:
      - target:
          version: v1
          kind: ConfigMap
          name: "a\\\\.b"
          namespace: base
        patch: |
          - op: add
            path: "/data/x~1y~0z"
            value: null
    "
  `);
});

test("all objects move to another namespace by one line", () => {
  const moved = [service, config].map((one) => ({ ...one, metadata: { ...one.metadata, namespace: "prod" } }));
  expect(overlayOf([service, config], moved)).toEqual({ namespace: "prod", resources: [], patches: [] });
});

test("where kustomize's namespace would change more than that, objects are replaced", () => {
  const binding = (namespace: string): Manifest => ({
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "RoleBinding",
    metadata: { name: "web", namespace },
    subjects: [{ kind: "ServiceAccount", name: "default", namespace: "base" }],
  });
  const overlay = overlayOf([binding("base")], [binding("prod")]);
  expect(overlay.namespace).toBeUndefined();
  expect(overlay.resources).toEqual([binding("prod")]);
  expect(overlay.patches.map((patch) => patch.type === "strategic" && patch.document["$patch"])).toEqual(["delete"]);
});

test("a JSON patch that would change a second object too is refused", () => {
  const core: Manifest = { apiVersion: "v1", kind: "Service", metadata: { name: "web" }, spec: { a: null } };
  const other: Manifest = { ...core, apiVersion: "serving.knative.dev/v1" };
  const factored = factor([core, other], [{ ...core, spec: { a: 1, b: null } }, other]);
  expect(factored).toMatchObject({ issues: [{ code: "factor/unrepresentable", message: /^Service\/web: / }] });
});

test.each([
  ["it is there twice", [service, service]],
  ["U+0085 cannot stand in YAML", [object("ConfigMap", "a", { data: { a: "\u0085" } })]],
  ["U+D83D cannot stand in YAML", [object("ConfigMap", "a", { data: { "\ud83d": "" } })]],
  ["beyond 2^53", [object("ConfigMap", "a", { spec: 2 ** 53 })]],
  ["no JSON number", [object("ConfigMap", "a", { spec: Number.NaN })]],
  ["merge key", [object("ConfigMap", "a", { data: { "<<": "" } })]],
  ["1,024", [object("ConfigMap", "a", { data: { ["k".repeat(1001)]: "" } })]],
  ["metadata.annotations must be a map", [{ ...service, metadata: { name: "a", annotations: {} } }]],
  ["must be text", [{ ...service, metadata: { name: "a", annotations: { a: 1 } } }]],
  [
    "kustomize's own",
    [{ ...service, metadata: { name: "a", annotations: { "config.kubernetes.io/local-config": "true" } } }],
  ],
  ["a list of objects", [{ ...service, kind: "List", items: [] }]],
  ["metadata.name is empty", [object("ConfigMap", "")]],
])("what kustomize cannot carry is refused: %s", (problem, objects) => {
  const [issue, ...more] = unrepresentable(objects);
  expect(issue).toMatchObject({ code: "factor/unrepresentable", message: expect.stringContaining(problem) });
  expect(more).toEqual([]);
});

test("an issue says where", () => {
  const [issue] = unrepresentable([object("ConfigMap", "a", { data: { "web.conf": "a\u2028b" } })]);
  expect(issue?.message).toBe("ConfigMap/a.data.web.conf: the character U+2028 cannot stand in YAML");
});

test("files have safe names, unique whatever the case", () => {
  const names = ["../../etc", "A", "a", "a-2", "b:c/d", "x".repeat(300)];
  const files = baseFiles(names.map((name) => object("ConfigMap", name)));
  expect([...files.keys()].map((path) => path.replace(/x+/, "x…"))).toEqual([
    "base/kustomization.yaml",
    "base/configmap-..-..-etc.yaml",
    "base/configmap-a.yaml",
    "base/configmap-a-2.yaml",
    "base/configmap-a-2-2.yaml",
    "base/configmap-b-c-d.yaml",
    "base/configmap-x….yaml",
  ]);
  expect(Math.max(...[...files.keys()].map((path) => path.length))).toBeLessThan(255);
});
