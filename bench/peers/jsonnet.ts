import { join } from "node:path";
import { pooled } from "../../compiler/kustomize/pooled.ts";
import { writeFiles } from "../folders.ts";
import { type Prepare, printed, runProgram } from "./peer.ts";
import { serverLine, type Template, withExpressions } from "./template.ts";

/** jsonnet: a function of the values that gives the objects, called in one run or in a run for each environment. */
export const jsonnet =
  (runs: "one run" | "a run each"): Prepare =>
  ({ folder, template, environments }) => {
    const version = printed("jsonnet", "--version")?.match(/[\d.]+$/)?.[0];
    if (version === undefined) return undefined;
    const calls = [...environments].map(([name, values]) => [name, `zookeeper(${JSON.stringify(values)})`] as const);
    writeFiles(folder, [
      ["zookeeper.libsonnet", librarySource(template)],
      ["all.jsonnet", `${importing}{\n${calls.map(([name, call]) => `  "${name}.json": ${call},\n`).join("")}}\n`],
      ...calls.map(([name, call]) => [`environments/${name}.jsonnet`, `${importing}${call}\n`] as const),
      ...[...template.files].map(([name, text]) => [`files/${name}`, text] as const),
    ]);
    const output = (environment: string) => join(folder, "out", `${environment}.json`);
    const evaluate = (environment: string) =>
      runProgram("jsonnet", ["--jpath", ".", `environments/${environment}.jsonnet`], folder, output(environment));
    return {
      tool: `jsonnet ${version}`,
      run:
        runs === "one run"
          ? () => runProgram("jsonnet", ["--multi", "out", "all.jsonnet"], folder)
          : async () => void (await pooled(2, [...environments.keys()], evaluate)),
      output,
    };
  };

const importing = `local zookeeper = import "zookeeper.libsonnet";\n\n`;

function librarySource(template: Template): string {
  const line = serverLine(template, {
    number: '" + (ordinal + 1) + "',
    ordinal: '" + ordinal + "',
    namespace: '" + values.namespace + "',
  });
  const objects = withExpressions(JSON.stringify(template.objects, null, 2), {
    value: (name) => `values.${name}`,
    file: (name) => `importstr "files/${name}"`,
    config: '(importstr "files/zoo.cfg") + servers(values)',
  });
  return `local servers(values) =
  std.join("", ["${line}\\n" for ordinal in std.range(0, values.servers - 1)]);

function(values) ${objects}
`;
}
