import fc from "fast-check";
import { expect, test } from "vitest";
import { manifests } from "../../apps/zookeeper/resources/manifests.ts";
import { printYaml } from "../../compiler/kubernetes/print-yaml.ts";
import demo from "../../environments/demo.ts";
import micro from "../../environments/micro.ts";
import prod from "../../environments/prod.ts";
import staging from "../../environments/staging.ts";
import { optionsOf, optionsWith } from "./options-of.ts";
import { hash, leaves, zooCfg } from "./rendered.ts";

test.each([
  ["demo", demo],
  ["micro", micro],
  ["prod", prod],
  ["staging", staging],
])("the objects of %s are as recorded", async (name, environment) => {
  const documents = manifests(optionsOf(environment)).map(printYaml);
  await expect(documents.join("---\n")).toMatchFileSnapshot(`golden/${name}.yaml`);
});

test("more servers change the replicas and the server list, and nothing else", () => {
  const five = leaves(optionsOf(prod));
  const seven = leaves(optionsOf(prod.extend({ servers: 7 })));
  const changed = [...seven].filter(([path, value]) => five.get(path) !== value).map(([path]) => path);
  expect(changed).toEqual([
    "ConfigMap/zk-config/metadata/name",
    "ConfigMap/zk-config/data/zoo.cfg",
    "StatefulSet/zk/metadata/annotations/overlayer.dev/voters",
    "StatefulSet/zk/spec/replicas",
    "StatefulSet/zk/spec/template/spec/volumes/0/configMap/name",
  ]);
  expect([...five.keys()]).toEqual([...seven.keys()]);
  const added = String(seven.get(zooCfg)).replace(String(five.get(zooCfg)), "");
  expect(added.match(/^server\.\d+/gm)).toEqual(["server.6", "server.7"]);
});

test("another name is in every object, label, selector and address, and the old one in none", () => {
  const text = (name: string) => JSON.stringify(manifests(optionsWith({ name }))).replaceAll(hash, "-$1-hash");
  // the start script's comment shows pods of the default name as an example
  const renamed = text("zk").replaceAll(/\bzk\b(?!-\d is)/g, "orders");
  expect(JSON.parse(text("orders"))).toEqual(JSON.parse(renamed));
});

test("zoo.cfg has every number of timing and purge, under ZooKeeper's name for it", () => {
  const number = fc.integer({ min: 1, max: 99_999 });
  fc.assert(
    fc.property(
      fc.array(number, { minLength: 8, maxLength: 8 }),
      ([a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0]) => {
        const timing = { tickTime: a, initLimit: b, syncLimit: c, minSessionTimeout: d, maxSessionTimeout: e };
        const purge = { retain: f, interval: g };
        const options = { ...optionsWith({}), timing, purge, maxClientConnections: h };
        const lines = String(leaves(options).get(zooCfg)).split("\n");
        expect(lines).toEqual(
          expect.arrayContaining([
            `tickTime=${a}`,
            `initLimit=${b}`,
            `syncLimit=${c}`,
            `minSessionTimeout=${d}`,
            `maxSessionTimeout=${e}`,
            `autopurge.snapRetainCount=${f}`,
            `autopurge.purgeInterval=${g}`,
            `maxClientCnxns=${h}`,
          ]),
        );
      },
    ),
  );
});

test("a port is the same in zoo.cfg, the pod, its probes and the Services", () => {
  const options = optionsWith({ ports: { client: 12_181, server: 12_888, leaderElection: 13_888 } });
  const at = [...leaves(options)].filter(([, value]) => /12181|12888|13888/.test(String(value))).map(([path]) => path);
  const container = "StatefulSet/zk/spec/template/spec/containers/0";
  expect(at).toEqual([
    zooCfg,
    "Service/zk-hs/spec/ports/0/port",
    "Service/zk-hs/spec/ports/1/port",
    "Service/zk-cs/spec/ports/0/port",
    `${container}/env/3/value`,
    `${container}/ports/0/containerPort`,
    `${container}/ports/1/containerPort`,
    `${container}/ports/2/containerPort`,
    `${container}/startupProbe/exec/command/1`,
    `${container}/readinessProbe/exec/command/1`,
    `${container}/livenessProbe/exec/command/1`,
  ]);
});

test("a pod mounts every file of the ConfigMaps that it names, commands as such and in the PATH", () => {
  const [config, scripts, ...others] = manifests(optionsWith({}));
  const { spec } = JSON.parse(JSON.stringify(others.at(-1))).spec.template;
  expect(spec.volumes.slice(0, 2)).toMatchObject([
    { name: "config", configMap: { name: config?.metadata.name } },
    { name: "scripts", configMap: { name: scripts?.metadata.name, defaultMode: 0o555 } },
  ]);
  const mounts: { name: string; mountPath: string; subPath?: string }[] = spec.containers[0].volumeMounts;
  for (const [volume, object] of Object.entries({ config, scripts })) {
    const files = mounts.filter(({ name }) => name === volume).map(({ subPath }) => subPath);
    expect(files.toSorted()).toEqual(Object.keys(object?.["data"] ?? {}).toSorted());
  }
  const probes = ["startupProbe", "readinessProbe", "livenessProbe"].map((probe) => spec.containers[0][probe].exec);
  const used = [spec.containers[0], ...probes].map(({ command: [name] }) => name);
  const onPath = mounts.filter(({ mountPath }) => mountPath.startsWith("/usr/local/bin/"));
  expect(onPath.map(({ subPath }) => subPath)).toEqual(expect.arrayContaining([...used, "zookeeper-metrics"]));
});

test("the scripts are the same ConfigMap in all environments, zoo.cfg is another one in each", () => {
  const named = (name: string) => {
    const objects = [demo, micro, prod, staging].flatMap((environment) => manifests(optionsOf(environment)));
    return new Set(objects.map(({ metadata }) => metadata.name).filter((one) => one.startsWith(name)));
  };
  expect([named("zk-scripts-").size, named("zk-config-").size]).toEqual([1, 4]);
});
