import { expect, test } from "vitest";
import { withoutSecretTexts } from "../../compiler/kubernetes/hidden-secrets.ts";
import { hasSecretForm } from "../../compiler/kubernetes/secret-forms.ts";

test("what may be a secret is hidden, by its name or by its form", () => {
  const login = (value: string) => `Server {\n  DigestLoginModule required\n  user_super=${value};\n};`;
  expect(
    withoutSecretTexts([
      { name: "PGPASS", value: "x" },
      { password: "x", ".pgpass": "x" },
      ["--token", "x", "--PGPASS=x"],
      "see http://me:x@host/ and ftp://you:x@host",
      login('"x"'),
    ]),
  ).toEqual([
    { name: "PGPASS", value: "(hidden)" },
    { password: "(hidden)", ".pgpass": "(hidden)" },
    ["--token", "(hidden)", "--PGPASS=(hidden)"],
    "see http://me:(hidden)@host/ and ftp://you:(hidden)@host",
    login("(hidden)"),
  ]);
});

test("of a command line or a file that gives a secret nothing is shown", () => {
  expect(
    withoutSecretTexts([
      { args: ["--password", "x", "-p", "y"], image: "a" },
      { kind: "ConfigMap", data: { "a.yaml": "password: x\nuser: y\n", b: "c" } },
      { kind: "ConfigMap", binaryData: { a: Buffer.from("password: x\n").toString("base64"), b: "Yw==" } },
      { name: "DB_PASSWORD", value: { a: "x" } },
      "Bearer x",
    ]),
  ).toEqual([
    { args: ["(hidden)"], image: "a" },
    { kind: "ConfigMap", data: { "a.yaml": "(hidden)", b: "c" } },
    { kind: "ConfigMap", binaryData: { a: "(hidden)", b: "Yw==" } },
    { name: "DB_PASSWORD", value: "(hidden)" },
    "Bearer (hidden)",
  ]);
});

test("what is none stays", () => {
  const plain = [
    { name: "PGPASSFILE", value: "/run/pgpass" },
    ["--token-file", "/run/token"],
    'rate(requests{user_agent="curl"}[5m])',
    "http://host:2181/path",
  ];
  expect(withoutSecretTexts(plain)).toEqual(plain);
});

test("a text holds a secret by its form alone, and not where that is hidden", () => {
  expect(hasSecretForm("postgres://user:x@host")).toBe(true);
  expect(hasSecretForm("postgres://user:(hidden)@host")).toBe(false);
  expect(hasSecretForm("password: x")).toBe(false);
});
