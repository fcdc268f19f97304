import { expect, test } from "vitest";
import { partText, refusedPart, withoutParts } from "../../compiler/import/option-tree.ts";

const configMap = {
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name: "app" },
  data: { password: "x", plain: "y" },
};

test("what is refused is left out, and what is around it stays", () => {
  const tree = {
    jvmFlags: ["-Da=1", "-Dpassword=x", "-Db=2"],
    overrides: { "StatefulSet/zk": { env: [{ name: "A" }, { name: "B" }, { name: "C" }] } },
    extraObjects: [configMap],
  };
  const paths = [
    ["overrides", "StatefulSet/zk", "env", 0, "value"],
    ["jvmFlags", 1],
    ["overrides", "StatefulSet/zk", "env", 1],
    ["extraObjects", 0, "data", "password"],
  ].map(refusedPart);
  expect(withoutParts(tree, paths)).toEqual({
    jvmFlags: ["-Da=1", "-Db=2"],
    overrides: { "StatefulSet/zk": { env: [{ name: "C" }] } },
    extraObjects: [{ ...configMap, data: { plain: "y" } }],
  });
  expect(paths.map((path) => partText(tree, path))).toEqual([
    "overrides.StatefulSet/zk.env.A",
    "jvmFlags.1",
    "overrides.StatefulSet/zk.env.B",
    "extraObjects.ConfigMap/app.data.password",
  ]);
});

test("of an extra object with another mistake nothing is kept", () => {
  const path = refusedPart(["extraObjects", 0, "spec", "ports", 0]);
  expect(withoutParts({ servers: 3, extraObjects: [configMap] }, [path])).toEqual({ servers: 3 });
});
