import type { Compiled } from "../compile.ts";
import { locator } from "../import/locate.ts";
import type { FoundField, ImportedEnvironment } from "../import.ts";
import { type Issue, isError } from "../issue.ts";
import { displayName } from "../kubernetes/identity.ts";
import { withoutSecretTexts } from "../kubernetes/secret-names.ts";
import { renderDiff } from "../report/diff-terminal.ts";
import { abridged, type ReportedFinding, renderFindings } from "../report/import.ts";
import { renderIssues } from "../report/issues.ts";
import { formatPath } from "../report/value.ts";
import type { BothSides } from "../review.ts";
import { createFiles } from "../write/create.ts";
import { withLock } from "../write/lock.ts";
import type { Given } from "./command.ts";
import { type Context, exitCode } from "./context.ts";
import { readPaths } from "./import-input.ts";
import { applications, openProject, type Project, reportIssues } from "./project.ts";

/** `overlayer import`: writes environment files of what runs today, and shows what a sync of them would change. */
export async function importCommand({ args, flags, values }: Given, context: Context): Promise<number> {
  const project = openProject(values, context);
  const input = await readPaths(args, values, context);
  const taken = input.sources.flatMap(({ name }) => takenName(name, project));
  const refused = [...input.issues.filter(isError), ...taken];
  const show = (issues: readonly Issue[]) => context.stderr(renderIssues(issues, input.source, context));
  show([...input.issues, ...taken]);
  if (refused.length > 0) return nothingWritten(context);

  const imported = await project.importEnvironments(input.sources);
  if (imported.issues.some(isError)) {
    show(imported.issues);
    return nothingWritten(context);
  }
  const after = openProject(values, context, imported.files);
  const compiled = await after.compile(imported.environments.map(({ name }) => name));
  reportIssues(compiled.issues, after, context);
  if (compiled.issues.some(isError)) return nothingWritten(context);

  if (!flags.has("dry-run"))
    await withLock(project.root, async (staging) => createFiles(project.root, staging, imported.files));
  for (const [path, text] of imported.files)
    context.stdout(flags.has("dry-run") ? `--- ${path}\n${text}\n` : `wrote ${path}\n`);
  context.stdout("\n");
  const locate = locator(input.texts);
  for (const { name, findings } of imported.environments) {
    const reported = findings.map((one) => reportedFinding(one, locate));
    context.stdout(`${renderFindings(name, reported, context)}\n`);
  }
  const { review } = await import("../review.ts");
  const reviewed = await review(bothSides(imported.environments, compiled), applications);
  context.stdout(renderDiff(abridged(reviewed), { ...context, isSummary: flags.has("summary") }));
  const next = flags.has("dry-run")
    ? "Nothing was written: --dry-run."
    : "Next: `overlayer compile` writes what to commit.";
  context.stderr(`Compared with what runs today. ${next}\n`);
  return exitCode.fine;
}

function nothingWritten(context: Context): number {
  context.stderr("Nothing was written.\n");
  return exitCode.userError;
}

function takenName(name: string, project: Project): readonly Issue[] {
  const file = `environments/${name}.ts`;
  if (project.tree.read(file) === undefined) return [];
  return [
    {
      code: "import/exists",
      message: `there is already ${file}`,
      location: { file, line: 1, column: 1 },
      why: "an import never overwrites an environment.",
      hint: "give the new one another name by --name.",
    },
  ];
}

function reportedFinding(
  { from: { object, path }, input, severity, message, hint }: FoundField,
  locate: ReturnType<typeof locator>,
): ReportedFinding {
  // where in a pod template is said by the line too
  const field = formatPath(path).replace(/^spec\.template\.spec\./, "");
  const subject = [object === undefined ? "" : displayName(object), field].filter((part) => part !== "").join(" ");
  return {
    severity,
    subject,
    message,
    ...(hint === undefined ? {} : { hint }),
    ...(input === undefined ? {} : { location: locate(input, path) }),
  };
}

function bothSides(imported: readonly ImportedEnvironment[], { environments }: Compiled): readonly BothSides[] {
  return environments.flatMap(({ name, file, manifests, evaluation }) => {
    const before = imported.find((one) => one.name === name)?.before;
    if (before === undefined) return [];
    // what runs may hold secrets where none belong: both sides without, so that they compare
    return [
      { name, file, before: before.map(withoutSecretTexts), after: manifests.map(withoutSecretTexts), evaluation },
    ];
  });
}
