import { expect, test } from "vitest";
import { directories } from "../../../apps/zookeeper/rules/directories.ts";
import { optionsWith } from "../options-of.ts";

test.each([
  {},
  { storage: { transactionLog: { size: "1Gi" } } },
  { directories: { data: "/bitnami/zookeeper/data", dataLog: "/bitnami/zookeeper/data/log" } },
  { directories: { data: "/srv/zk/data", dataLog: "/srv/zk/log" } },
  { directories: { data: "/srv/zk/data", dataLog: "/srv/zk-log" }, storage: { transactionLog: { size: "1Gi" } } },
] as const)("%j is fine", (fields) => {
  expect(directories.check(optionsWith(fields))).toEqual([]);
});

test.each([
  [{ directories: { dataLog: "/var/lib/zookeeper-log" } }, "directories.dataLog"],
  [{ directories: { data: "/usr/data", dataLog: "/usr/log" } }, "directories.data"],
  [{ directories: { data: "/conf/data", dataLog: "/conf/log" } }, "directories.data"],
  [{ directories: { data: "/tmp/zk/data", dataLog: "/tmp/zk/log" } }, "directories.data"],
  [{ directories: { data: "/var/zookeeper", dataLog: "/var/log" } }, "directories.data"],
  [
    { directories: { dataLog: "/var/lib/zookeeper/log" }, storage: { transactionLog: { size: "1Gi" } } },
    "directories.dataLog",
  ],
  [{ directories: { dataLog: "/var/lib" }, storage: { transactionLog: { size: "1Gi" } } }, "directories.dataLog"],
  [{ directories: { dataLog: "/opt/log" }, storage: { transactionLog: { size: "1Gi" } } }, "directories.dataLog"],
] as const)("%j is refused at %s", (fields, path) => {
  expect(directories.check(optionsWith(fields)).map((violation) => violation.path.join("."))).toEqual([path]);
});
