import { expect, it } from "vitest";
import { diff } from "../../compiler/diff/diff.ts";
import { renderVerify } from "../../compiler/report/verify.ts";

const kustomize = { version: "5.8.1", origin: "kubectl from npm", file: "/cache/kubectl" };
const plain = { color: false, width: 80 };

function service(port: number) {
  return { apiVersion: "v1", kind: "Service", metadata: { name: "zk-cs" }, spec: { port } };
}

it("says how many environments are proven, and by which kustomize", () => {
  expect(renderVerify(2, [], kustomize, plain)).toMatchInlineSnapshot(`
    "2 environments proven by kustomize 5.8.1 (kubectl from npm: /cache/kubectl)
    "
  `);
});

it("shows what kustomize builds otherwise, from compiled to built, and what it refuses, in its words", () => {
  const disproofs = [
    { name: "prod", reason: { changes: diff([service(1)], [service(2)]) } },
    { name: "eu/dev", reason: { failure: "Error: no such file\n\u001b[31mtrace" } },
  ];
  expect(renderVerify(1, disproofs, kustomize, plain)).toMatchInlineSnapshot(`
    "! prod  - as compiled, + as kustomize builds it:
      ~ Service/zk-cs
          ~ spec.port: 1 → 2
    ! eu/dev  kustomize refuses it:
        Error: no such file
        \\u001b[31mtrace
    2 environments not what was compiled, 1 proven by kustomize 5.8.1 (kubectl from npm: /cache/kubectl)
    "
  `);
});

it("shows some of very many failures, and counts the others", () => {
  const failed = Array.from({ length: 500 }, (_, index) => ({ name: `env-${index}`, reason: { failure: "no" } }));
  const lines = renderVerify(0, failed, kustomize, plain).trimEnd().split("\n");
  expect([lines.length, lines.at(-2)]).toEqual([42, "… 480 more environments"]);
});
