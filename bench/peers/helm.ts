import { join } from "node:path";
import { printYaml } from "../../compiler/kubernetes/print-yaml.ts";
import { unpackPinned } from "../../compiler/kustomize/pinned.ts";
import { pooled } from "../../compiler/kustomize/pooled.ts";
import { writeFiles } from "../folders.ts";
import { type Prepare, printed, runProgram } from "./peer.ts";
import { serverLine, type Template, withExpressions } from "./template.ts";

/** helm: a chart, and a file of values and a run of helm for each environment, two at a time. */
export const helm: Prepare = ({ folder, template, environments }) => {
  const file = unpackPinned(process.cwd(), "helm");
  const version = file === undefined ? undefined : printed(file, "version", "--template", "{{.Version}}");
  if (file === undefined || version === undefined) return undefined;
  const values = [...environments].map(([name, one]) => [`values/${name}.yaml`, printYaml(one)] as const);
  writeFiles(folder, [...chartFiles(template), ...values]);
  const output = (environment: string) => join(folder, "out", `${environment}.yaml`);
  const render = (environment: string) =>
    runProgram(
      file,
      ["template", "zk", "chart", "--values", `values/${environment}.yaml`],
      folder,
      output(environment),
    );
  return {
    tool: `helm ${version.replace("v", "")}`,
    run: async () => void (await pooled(2, [...environments.keys()], render)),
    output,
  };
};

function chartFiles(template: Template): readonly (readonly [path: string, text: string])[] {
  const line = serverLine(template, {
    number: "{{ add $ordinal 1 }}",
    ordinal: "{{ $ordinal }}",
    namespace: "{{ $.Values.namespace }}",
  });
  const objects = template.objects.map((object, index) => {
    const text = withExpressions(printYaml(object), {
      value: (name) => `{{ toJson .Values.${name} }}`,
      file: (name) => `{{ .Files.Get "files/${name}" | toJson }}`,
      config: `{{ include "zoo.cfg" . | toJson }}`,
    });
    return [`chart/templates/object-${index}.yaml`, text] as const;
  });
  const config = `{{- define "zoo.cfg" -}}
{{ .Files.Get "files/zoo.cfg" }}
{{- range $ordinal := until (int .Values.servers) }}${line}
{{ end }}
{{- end }}
`;
  return [
    ["chart/Chart.yaml", "apiVersion: v2\nname: zookeeper\nversion: 1.0.0\n"],
    ["chart/templates/_zoo-cfg.tpl", config],
    ...objects,
    ...[...template.files].map(([name, text]) => [`chart/files/${name}`, text] as const),
  ];
}
