import { expect, test } from "vitest";
import { secretValues } from "../../../apps/zookeeper/rules/secret-values.ts";
import { smallFleet, workspace } from "../../scenarios/workspace.ts";
import { optionsWith } from "../options-of.ts";

test.each([
  { jvmFlags: ["-XX:+UseZGC", "-Dapp=password", "-Dtokenizer=x"] },
  {
    jvmFlags: ["-Dzookeeper.connection_throttle_tokens=5000", "-Dcom.sun.management.jmxremote.password.file=/etc/jmx"],
  },
  { pods: { annotations: { "example.com/team": "secret-service" } } },
  { pods: { annotations: { "vault.hashicorp.com/agent-inject-secret-zk": "secret/data/zk" } } },
  {
    pods: {
      annotations: { "secret.reloader.stakater.com/reload": "zk-auth", "eks.amazonaws.com/token-expiration": "60" },
    },
  },
])("%j is fine", (fields) => {
  expect(secretValues.check(optionsWith(fields))).toEqual([]);
});

test.each([
  "-Djavax.net.ssl.keyStorePassword=hunter2",
  "-Dzookeeper.ssl.trustStore.password=hunter2",
  "-Dzookeeper.DigestAuthenticationProvider.superDigest=super:hunter2=",
  "-Dapi-key=hunter2",
  "-Dsession.token=hunter2",
])("the JVM flag %s is refused", (flag) => {
  expect(secretValues.check(optionsWith({ jvmFlags: [flag] }))).toMatchObject([{ path: ["jvmFlags", 0] }]);
});

const env = (name: string) => ({
  overrides: {
    "StatefulSet/zk": {
      spec: { template: { spec: { containers: [{ name: "zookeeper", env: [{ name, value: "hunter2" }] }] } } },
    },
  },
});
const args = (...words: readonly string[]) => ({
  overrides: {
    "StatefulSet/zk": { spec: { template: { spec: { containers: [{ name: "side", image: "x:1", args: words }] } } } },
  },
});

test.each([
  ["--password=hunter2"],
  ["-x", "--db-password", "hunter2"],
  ["TOKEN=hunter2", "run"],
  ["curl -H 'api-key: hunter2' https://example.org"],
  ["curl", "-u", "admin:hunter2", "http://example.org"],
  ["sh", "-c", "date; curl -su admin:hunter2 http://example.org"],
  ["sh", "-c", "mysqldump -uroot -phunter2 app"],
  ["zkCli.sh", "addauth", "digest", "super:hunter2"],
  ["sshpass -p hunter2 ssh host"],
  ["redis-cli", "-h", "redis", "-a", "hunter2", "ping"],
  ["curl -H 'Authorization: Bearer hunter2' https://example.org"],
  ["aws --secret-key hunter2 s3 ls"],
])("the arguments %j are refused as a whole", (...words) => {
  const path = ["overrides", "StatefulSet/zk", "spec", "template", "spec", "containers", 0, "args"];
  expect(secretValues.check(optionsWith(args(...words)))).toMatchObject([{ path, isSecret: true }]);
});

test.each([
  ["--password=$(PASSWORD)", '--token="$TOKEN"'],
  ["--password-file=/run/password", "--token-ttl=1h", "--password", "--verbose"],
  ["curl -u $USER:$PASSWORD x", 'curl -u admin:"$PASSWORD" x', "curl -u admin:<password> x", "curl -o a:b x"],
  ["mysqldump -p$PASSWORD", "mysql --port 3306 -u x", 'sshpass -p "$PASSWORD" ssh host', "addauth digest $LOGIN"],
  ["curl -H 'Authorization: Bearer $TOKEN' x", 'aws --secret-key "$KEY" s3 ls', "mkdir -p a; mysql -h b"],
  ['[ "$token" = x ] && password=$(cat /run/password)'],
])("the arguments %j hold no secret", (...words) => {
  expect(secretValues.check(optionsWith(args(...words)))).toEqual([]);
});

const configMap = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "x" } };

test.each([
  [{ pods: { labels: { token: "hunter2" } } }, "token"],
  [{ pods: { annotations: { "my.creds": "hunter2" } } }, "my.creds"],
  [env("SUPER_PASSWORD"), "SUPER_PASSWORD"],
  [env("DB_PIN"), "DB_PIN"],
  [env("PWD_ZK"), "PWD_ZK"],
  [env("CREDS"), "CREDS"],
  [{ overrides: { "StatefulSet/zk": { metadata: { annotations: { "vault.token": "hunter2" } } } } }, "vault.token"],
  [{ extraObjects: [{ ...configMap, data: { password: "hunter2" } }] }, "password"],
  [{ extraObjects: [{ ...configMap, binaryData: { a: "cGFzc3dvcmQ9aHVudGVyMgo=" } }] }, "a"],
])("a secret in %j is refused, and not said", (fields, name) => {
  const violations = secretValues.check(optionsWith(fields));
  expect(violations).toMatchObject([{ message: `${name} looks like a secret`, isSecret: true }]);
});

const file = (text: string) => ({ extraObjects: [{ ...configMap, data: { file: text } }] });

test.each([
  '{"user": "x", "password": "hunter2"}',
  "db:\n  password: hunter2\n",
  "a=b\ndb.password=hunter2\n",
  "{a: 1, apiKey: hunter2}",
])("a file that gives a secret is refused: %j", (text) => {
  expect(secretValues.check(optionsWith(file(text)))).toMatchObject([{ message: "file looks like a secret" }]);
});

const logback = (inside: string) => ({ logback: `<configuration>\n${inside}\n</configuration>` });

test.each([
  "<appender><password>hunter2</password></appender>",
  "<password><![CDATA[hunter2]]></password>",
  "<param>password=hunter2</param>",
  "db.password=hunter2",
  `<property name="smtpPassword" value="hunter2"/>`,
  `<sender user='x' password='hunter2'/>`,
  "<name>db.password</name>\n<value>hunter2</value>",
  "<url>jdbc:mysql://u:hunter2@host/db</url>",
])("a logback.xml that gives a secret is refused: %s", (inside) => {
  expect(secretValues.check(optionsWith(logback(inside)))).toMatchObject([{ path: ["logback"], isSecret: true }]);
  expect(secretValues.check(optionsWith(file(logback(inside).logback)))).toMatchObject([{ isSecret: true }]);
});

test.each([
  `<password>\${PASSWORD}</password><property name="password" value="\${P}"/><token></token>`,
  `<property file="/run/password"/><passwordFile>/run/x</passwordFile><passwordEncoder class="x">bcrypt</passwordEncoder>`,
  `<!-- the password is elsewhere --><pattern>%d user=%X{user} token=%X{token}</pattern><if condition='a("x")'/>`,
])("a logback.xml that gives none is fine: %s", (inside) => {
  expect(secretValues.check(optionsWith(logback(inside)))).toEqual([]);
});

test.each([
  "password: $DB_PASSWORD\ntoken: $(TOKEN)\nsecret: zk-tls\ntlsSecret: zk-tls\n",
  "password: {{ .password }}\npassword: /run/password\npassword_file: x\npassword: |\n",
  "Token: ask those who have one.\npassword=\npassword: null\ntoken: true\nbypass: all\npwd: x\n",
  'password="$(cat /run/password)"\nif [ "$password" = x ]; then pwd; fi\n',
])("a file that gives none is fine: %j", (text) => {
  expect(secretValues.check(optionsWith(file(text)))).toEqual([]);
});

test.each([
  { "nginx.ingress.kubernetes.io/auth-secret": "zk-users" },
  { "vault.hashicorp.com/agent-inject-token": "true", "vault.hashicorp.com/agent-inject-secret-a": "kv/a" },
])("the annotations %j hold no secret", (annotations) => {
  const extraObjects = [{ ...configMap, metadata: { name: "x", annotations } }];
  expect(secretValues.check(optionsWith({ extraObjects }))).toEqual([]);
});

test.each([[env("SECRETS_DIR")], [{ extraObjects: [{ ...configMap, data: { "passwords.md": "how" } }] }]])(
  "%j says where a secret is",
  (fields) => {
    expect(secretValues.check(optionsWith(fields))).toEqual([]);
  },
);

test.each([
  { jvmFlags: ["-Dapp.url=https://me:hunter2@example.org"] },
  { overrides: { "Service/zk-cs": { metadata: { annotations: { a: "redis://:hunter2@host:6379" } } } } },
  { overrides: { "Service/zk-cs": { metadata: { annotations: { a: "Server=x;User Id=u;Password=hunter2;" } } } } },
  { pods: { annotations: { a: "https://hooks.slack.com/services/T0AAAAAAA/B0AAAAAAA/hunter2" } } },
  { pods: { annotations: { a: `ghp_${"a1".repeat(18)}` } } },
  { overrides: { "Service/zk-cs": { metadata: { annotations: { a: "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.x" } } } } },
  { extraObjects: [{ ...configMap, data: { a: "-----BEGIN RSA PRIVATE KEY-----\nhunter2" } }] },
])("a value of a secret's form is refused under any name: %j", (fields) => {
  const [name = ""] = Object.keys(fields);
  expect(secretValues.check(optionsWith(fields))).toMatchObject([
    { path: expect.arrayContaining([name]), message: `a value in ${name} looks like a secret`, isSecret: true },
  ]);
});

test.each(["https://$(USER):$(PASSWORD)@example.org", "https://example.org:8443/a@b", "sha256:0123456789abcdef"])(
  "%s has no secret",
  (value) => {
    expect(secretValues.check(optionsWith({ pods: { annotations: { a: value } } }))).toEqual([]);
  },
);

test("an annotation that is named like a secret is refused", () => {
  const fields = { pods: { annotations: { "example.com/db-password": "hunter2" } } };
  expect(secretValues.check(optionsWith(fields))).toMatchObject([
    { path: ["pods", "annotations", "example.com/db-password"] },
  ]);
});

test.each(["human", "json", "github", "sarif"])("the value is not printed in the format %s", async (format) => {
  const space = workspace({
    ...smallFleet,
    "environments/prod.ts": `import base from "./base.ts";

export default base.extend({ jvmFlags: ["-Dkey.password=hunter2"] });
`,
  });
  const { code, stdout, stderr } = await space.overlayer("check", "--format", format);
  expect(code).toBe(2);
  expect(stdout).toContain("zookeeper/secret-values");
  expect(stdout).toContain("-Dkey.password");
  expect(stdout + stderr).not.toContain("hunter2");
});
