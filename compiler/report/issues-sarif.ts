import type { Issue, Location } from "../issue.ts";

/** GitHub refuses a result that has no place. */
const wholeRepository: Location = { file: "environments/base.ts", line: 1, column: 1 };

/**
 * The issues as a SARIF 2.1.0 log with one run. `version` is Overlayer's; `folder` leads from the git repository to the
 * files, such as `infra/`; empty where both are one.
 */
export function renderIssuesSarif(issues: readonly Issue[], folder: string, version: string): string {
  const codes = [...new Set(issues.map(({ code }) => code))].sort();
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "overlayer", version, rules: codes.map((code) => rule(code, issues)) } },
        columnKind: "utf16CodeUnits",
        results: issues.map((issue) => result(issue, codes, folder)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function rule(id: string, issues: readonly Issue[]) {
  const why = issues.find(({ code }) => code === id)?.why;
  return { id, ...(why === undefined ? {} : { fullDescription: { text: why } }) };
}

function result(issue: Issue, codes: readonly string[], folder: string) {
  const { code, severity = "error", message, location = wholeRepository, hint, related = [] } = issue;
  const { environment, environments } = issue;
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: severity,
    message: { text: plain(hint === undefined ? message : `${message}\n${hint}`) },
    locations: [{ physicalLocation: physical(location, folder) }],
    relatedLocations: related.map((one, id) => {
      return { id, message: { text: plain(one.message) }, physicalLocation: physical(one.location, folder) };
    }),
    ...((environment ?? environments) ? { properties: { environment, environments } } : {}),
  };
}

/** Brackets right before parentheses would be a link. */
function plain(text: string): string {
  return text.replaceAll("](", "] (");
}

function physical({ file, line, column, endColumn = column + 1 }: Location, folder: string) {
  return {
    artifactLocation: { uri: relativeUri(folder + file) },
    region: { startLine: line, startColumn: column, endColumn },
  };
}

function relativeUri(path: string): string {
  // an unpaired surrogate has no UTF-8
  const sound = path.replace(/\p{Surrogate}/gu, "\ufffd");
  return sound.split("/").map(encodeURIComponent).join("/");
}
