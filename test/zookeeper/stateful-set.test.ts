import { expect, test } from "vitest";
import type { Options } from "../../apps/zookeeper/options.ts";
import type { Fields } from "../../compiler/language/types.ts";
import { optionsWith } from "./options-of.ts";
import { leaves, statefulSetOf, zooCfg } from "./rendered.ts";

test("no label, annotation or name of an option gets into a selector or a volume claim", () => {
  const plain = statefulSetOf(optionsWith({}));
  const labelled = statefulSetOf(optionsWith({ pods: { labels: { team: "data" }, annotations: { team: "data" } } }));
  expect(labelled.spec.selector).toEqual(plain.spec.selector);
  expect(labelled.spec.volumeClaimTemplates).toEqual(plain.spec.volumeClaimTemplates);
  expect(labelled.spec.template.metadata).toMatchObject({ labels: { team: "data" }, annotations: { team: "data" } });
});

test("the last pods are observers, which one voter needs standaloneEnabled for", () => {
  const config = (fields: Fields<Options>) => String(leaves(optionsWith(fields)).get(zooCfg));
  const roles = config({ servers: 3, observers: 2 }).match(/^server\.\d+=.*$/gm) ?? [];
  expect(roles.map((line) => line.includes(":observer;2181"))).toEqual([false, false, false, true, true]);
  expect(statefulSetOf(optionsWith({ servers: 3, observers: 2 })).spec.replicas).toBe(5);
  expect(config({ servers: 1, observers: 1 })).toContain("\nstandaloneEnabled=false\n");
  expect(config({ servers: 1 }) + config({ servers: 3, observers: 1 })).not.toContain("standaloneEnabled");
});

test("a log with a volume of its own is mounted beside the other", () => {
  const { template, volumeClaimTemplates } = statefulSetOf(
    optionsWith({ storage: { size: "10Gi", className: "hdd", transactionLog: { size: "2Gi", className: "ssd" } } }),
  ).spec;
  expect(volumeClaimTemplates).toMatchObject([
    { metadata: { name: "datadir" }, spec: { storageClassName: "hdd", resources: { requests: { storage: "10Gi" } } } },
    {
      metadata: { name: "datalogdir" },
      spec: { storageClassName: "ssd", resources: { requests: { storage: "2Gi" } } },
    },
  ]);
  expect(template.spec.containers[0].volumeMounts).toEqual(
    expect.arrayContaining([
      { name: "datadir", mountPath: "/var/lib/zookeeper" },
      { name: "datalogdir", mountPath: "/var/lib/zookeeper-log" },
    ]),
  );
});

test("a pod is within the Pod Security Standard restricted, and has no token", () => {
  const { spec } = statefulSetOf(optionsWith({})).spec.template;
  expect(spec).toMatchObject({
    automountServiceAccountToken: false,
    securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: "RuntimeDefault" } },
  });
  expect(spec.containers[0].securityContext).toEqual({
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ["ALL"] },
  });
});
