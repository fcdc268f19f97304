import { expect, test } from "vitest";
import { build } from "../../compiler/kustomize/build.ts";
import { findKustomize } from "../../compiler/kustomize/find.ts";
import { printAsKustomize } from "../../compiler/kustomize/print.ts";
import { withFiles } from "../../compiler/process/temporary.ts";

test("the objects that environments are made of are printed character by character as by kustomize", async () => {
  const objects = [
    {
      kind: "ConfigMap",
      apiVersion: "v1",
      metadata: { name: "config", labels: { "app.kubernetes.io/name": "web", app: "web" } },
      data: {
        "zoo.cfg": "dataDir=/data\n\nserver.1=web-0:2888;2181\n",
        "run.sh": "#!/bin/sh\n  indented",
        port: "2181",
      },
      immutable: true,
    },
    {
      kind: "Deployment",
      apiVersion: "apps/v1",
      metadata: { name: "web" },
      spec: {
        replicas: 3,
        template: {
          spec: {
            containers: [
              {
                name: "web",
                image: "docker.io/library/web:3.9.5",
                command: ["sh", "-c", "one\ntwo\n"],
                env: [
                  { name: "EMPTY", value: "" },
                  { name: "TRUE", value: "true" },
                  { name: "FLAGS", value: "-Djute.maxbuffer=1048575" },
                ],
                resources: { limits: { cpu: "500m", memory: "2Gi" } },
                securityContext: { capabilities: { drop: ["ALL"] }, privileged: false },
              },
            ],
            volumes: [{ name: "tmp", emptyDir: {} }],
            tolerations: [],
          },
        },
      },
    },
  ];
  const files = new Map([
    ["kustomization.yaml", printAsKustomize({ sortOptions: { order: "fifo" }, resources: ["objects.yaml"] })],
    ["objects.yaml", JSON.stringify({ apiVersion: "v1", kind: "List", items: objects })],
  ]);
  const built = await withFiles(files, (root) => build(findKustomize(process.cwd()), root));
  expect(built).toEqual({ text: objects.map(printAsKustomize).join("---\n") });
});
