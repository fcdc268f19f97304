import { expect, test } from "vitest";
import { diff } from "../../compiler/diff/diff.ts";
import type { JsonObject } from "../../compiler/kubernetes/json.ts";

const object = (kind: string, fields: JsonObject) => ({ apiVersion: "v1", kind, metadata: { name: "a" }, ...fields });
const key = "-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----\n";

test.each([
  ["a ConfigMap's field", object("ConfigMap", { data: { DB_PASSWORD: "hunter2" } })],
  ["a line of a file", object("ConfigMap", { data: { "a.properties": "user=x\npassword=hunter2\n" } })],
  ["a private key", object("ConfigMap", { data: { cert: key } })],
  ["base64 of one", object("ConfigMap", { binaryData: { cert: Buffer.from(key).toString("base64") } })],
  ["a variable", object("Pod", { spec: { containers: [{ name: "b", env: [{ name: "TOKEN", value: "hunter2" }] }] } })],
  ["an argument", object("Pod", { spec: { containers: [{ name: "b", args: ["--password", "hunter2"] }] } })],
  ["a flag", object("Pod", { spec: { containers: [{ env: [{ name: "JVM", value: "-Dx.password=hunter2 -Dy" }] }] } })],
  ["an annotation", object("Pod", { metadata: { name: "a", annotations: { "x/token": "hunter2" } } })],
])("%s that was a secret is not shown when it goes", (_, before) => {
  for (const after of [[], [object(before.kind, {})]]) {
    const changes = JSON.stringify(diff([before], after));
    expect(changes).toContain("(hidden)");
    expect(changes).not.toMatch(/hunter2|LS0t/);
  }
});

test("what only looks like a secret and stays is compared as it is", () => {
  const scripts = (line: string) =>
    object("ConfigMap", { data: { start: `grep BEGIN\npassword=$(<file)\n${line}\n` } });
  const [change] = diff([scripts("a")], [scripts("b")]);
  expect(JSON.stringify(change)).not.toContain("(hidden)");
  expect(diff([object("ConfigMap", { data: { cert: key } })], [object("ConfigMap", { data: { cert: key } })])).toEqual(
    [],
  );
});
