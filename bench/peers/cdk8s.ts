import { readFileSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { writeFiles } from "../folders.ts";
import { type Prepare, runProgram } from "./peer.ts";
import { serverLine, type Template, withExpressions } from "./template.ts";

/** cdk8s: a program with a chart for each environment, all in one app or each in an app of its own. */
export const cdk8s =
  (apps: keyof typeof synthesis): Prepare =>
  ({ folder, template, environments }) => {
    const version = installedVersion();
    if (version === undefined) return undefined;
    writeFiles(folder, [
      ["main.mjs", `${chartSource(template)}${synthesis[apps]}`],
      ["environments.json", JSON.stringify(Object.fromEntries(environments), null, 2)],
      ...[...template.files].map(([name, text]) => [`files/${name}`, text] as const),
    ]);
    symlinkSync(join(process.cwd(), "node_modules"), join(folder, "node_modules"));
    return {
      tool: `cdk8s ${version}`,
      run: () => runProgram(process.execPath, ["main.mjs"], folder),
      output: (environment) => join(folder, "out", `${environment}.k8s.yaml`),
    };
  };

function installedVersion(): string | undefined {
  try {
    const file = createRequire(join(process.cwd(), "package.json")).resolve("cdk8s/package.json");
    return JSON.parse(readFileSync(file, "utf8")).version;
  } catch {
    return undefined;
  }
}

function chartSource(template: Template): string {
  const line = serverLine(template, {
    number: '" + (ordinal + 1) + "',
    ordinal: '" + ordinal + "',
    namespace: '" + values.namespace + "',
  });
  const objects = template.objects.map((object, index) => {
    const properties = withExpressions(JSON.stringify(object, null, 2), {
      value: (name) => `values.${name}`,
      file: (name) => `files["${name}"]`,
      config: 'files["zoo.cfg"] + servers(values)',
    });
    return `    new ApiObject(this, "object-${index}", ${properties.replaceAll("\n", "\n    ")});\n`;
  });
  return `import { readdirSync, readFileSync } from "node:fs";
import { ApiObject, App, Chart } from "cdk8s";

const files = Object.fromEntries(readdirSync("files").map((name) => [name, readFileSync("files/" + name, "utf8")]));

function servers(values) {
  return Array.from({ length: values.servers }, (_, ordinal) => "${line}\\n").join("");
}

class ZooKeeper extends Chart {
  constructor(scope, name, values) {
    super(scope, name);
${objects.join("")}  }
}

const environments = Object.entries(JSON.parse(readFileSync("environments.json", "utf8")));
`;
}

const synthesis = {
  "one app": `const app = new App({ outdir: "out" });
for (const [name, values] of environments) new ZooKeeper(app, name, values);
app.synth();
`,
  "an app each": `for (const [name, values] of environments) {
  const app = new App({ outdir: "out" });
  new ZooKeeper(app, name, values);
  app.synth();
}
`,
};
