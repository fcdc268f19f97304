import type { Compiled } from "../compiled.ts";
import { matchHashedNames } from "../diff/hashed-names.ts";
import { newEnvironmentFile } from "../environments.ts";
import { locator } from "../import/locate.ts";
import { type ImportSource, sourcesOf } from "../import/sources.ts";
import type { FoundField, ImportedEnvironment } from "../import.ts";
import { type Issue, inOrder, isError } from "../issue.ts";
import { mentionsSecret, withoutSecretTexts } from "../kubernetes/hidden-secrets.ts";
import { displayName, identity } from "../kubernetes/identity.ts";
import type { Manifest } from "../kubernetes/manifest.ts";

import { renderDiff } from "../report/diff-terminal.ts";
import { abridged, type ReportedFinding, renderFindings } from "../report/import.ts";
import { renderIssues } from "../report/issues.ts";
import { listNames } from "../report/text.ts";
import { formatPath } from "../report/value.ts";
import type { BothSides } from "../review.ts";
import { createFiles } from "../write/create.ts";
import { withLock } from "../write/lock.ts";
import type { Given } from "./command.ts";
import { type Context, exitCode } from "./context.ts";
import { readPath } from "./import-paths.ts";
import { applications, openProject, type Project, reportIssues } from "./project.ts";

/** `overlayer import`: writes environment files of what runs today, and shows what a sync of them would change. */
export async function importCommand({ args, flags, values }: Given, context: Context): Promise<number> {
  const project = openProject(values, context);
  const contents = await Promise.all(args.map((path) => readPath(path, context.directory, values.get("release"))));
  const texts = contents.flatMap((one) => ("issue" in one ? [] : one));
  const textOf = new Map(texts.map(({ file, text }) => [file, text]));
  const source = (file: string) => (textOf.has(file) ? withoutSecrets(textOf.get(file)) : project.source(file));
  const { sources, issues } = sourcesOf(texts, {
    name: values.get("name"),
    namespace: values.get("namespace"),
    release: values.get("release"),
  });
  const unread = contents.flatMap((one) => ("issue" in one ? one.issue : []));
  const input = [...unread, ...issues, ...sources.flatMap((one) => nameIssues(one, project))];
  context.stderr(renderIssues(inOrder(input), source, context));
  if (input.some(isError) || sources.length === 0) return nothingWritten(context);

  const imported = await project.importEnvironments(sources);
  context.stderr(renderIssues(imported.issues, source, context));
  if (imported.issues.some(isError)) return nothingWritten(context);
  const after = openProject(values, context, imported.files);
  const compiled = await after.compile(imported.environments.map(({ name }) => name));
  // that claims cannot change is why they are overridden
  const told = compiled.issues.filter(({ code }) => code !== "override/fixed").map(ofInput);
  reportIssues(told, after, context);
  if (told.some(isError)) return nothingWritten(context);

  const isDry = flags.has("dry-run");
  if (project.root !== context.directory) context.stderr(`The environments are those of ${project.root}.\n`);
  if (!isDry) await withLock(project.root, async (staging) => createFiles(project.root, staging, imported.files));
  for (const [path, text] of imported.files) context.stdout(isDry ? `// ${path}\n${text}\n` : `wrote ${path}\n`);
  await report(imported.environments, compiled, locator(textOf), { ...context, isSummary: flags.has("summary") });
  const isOfValues = sources.some((one) => one.values !== undefined);
  const today = isOfValues ? "what the chart makes of the values, as far as that is known" : "what runs today";
  context.stderr(`Compared with ${today}.\n`);
  context.stderr(aboutUnlisted(imported.environments, compiled));
  const next = isDry ? "nothing was written: --dry-run." : "run `overlayer compile`, and commit what it writes.";
  context.stderr(`Next: ${next}\n`);
  return exitCode.fine;
}

/** What people have to know, and what a sync would change. */
async function report(
  environments: readonly ImportedEnvironment[],
  compiled: Compiled,
  locate: ReturnType<typeof locator>,
  layout: Context & { readonly isSummary: boolean },
): Promise<void> {
  for (const { name, findings } of environments) {
    const text = renderFindings(
      name,
      findings.map((one) => reportedFinding(one, locate)),
      layout,
    );
    if (text !== "") layout.stdout(`\n${text}`);
  }
  const { review } = await import("../review.ts");
  layout.stdout(`\n${renderDiff(abridged(await review(bothSides(environments, compiled), applications)), layout)}`);
}

/** What no file can hold is to be mended in the input: the environment's file, to which the issue points, is not written. */
function ofInput(issue: Issue): Issue {
  if (issue.code !== "factor/unrepresentable") return issue;
  const { location: _, ...rest } = issue;
  return { ...rest, hint: "take it out of what is imported, and import that." };
}

/** Columns of the names in a sentence. */
const longestSentence = 1000;

/** What becomes of objects that run and are in no file; nothing where all of them are. */
function aboutUnlisted(imported: readonly ImportedEnvironment[], { environments }: Compiled): string {
  const names = environments.flatMap(({ name, manifests }) =>
    unlisted(imported.find((one) => one.name === name)?.before ?? [], manifests).map(displayName),
  );
  if (names.length === 0) return "";
  const listed = listNames([...new Set(names)], longestSentence);
  return `Not in the new files: ${listed}. A sync leaves them as they are, unless the same Flux Kustomization or Argo CD Application applied them before and prunes.\n`;
}

/** A text to show lines of; none of one that may hold a secret. */
function withoutSecrets(text: string | undefined): string | undefined {
  return text === undefined || mentionsSecret(text) ? undefined : text;
}

function nothingWritten(context: Context): number {
  context.stderr("Nothing was written.\n");
  return exitCode.userError;
}

function nameIssues({ name, origin }: ImportSource, project: Project): readonly Issue[] {
  if (name.toLowerCase() === "base") return [reservedName(origin)];
  const named = newEnvironmentFile(name, []);
  if ("issues" in named) return named.issues;
  const { file } = named;
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

function reservedName(origin: string): Issue {
  return {
    code: "import/name",
    message: `the name base is reserved: ${origin} cannot be the environment base`,
    why: "environments/base.ts holds what all environments share.",
    hint: "import it alone, and give it another name by --name.",
  };
}

function reportedFinding(
  { from: { object, path }, input, severity, message, why, hint }: FoundField,
  locate: ReturnType<typeof locator>,
): ReportedFinding {
  // where in a pod template is said by the line too
  const field = formatPath(path).replace(/^spec\.template\.spec\./, "");
  const subject = [object === undefined ? "" : displayName(object), field].filter((part) => part !== "").join(" ");
  return {
    severity,
    subject,
    message: withoutSecretTexts(message),
    ...(why === undefined ? {} : { why }),
    ...(hint === undefined ? {} : { hint }),
    ...(input === undefined ? {} : { location: locate(input, path) }),
  };
}

function bothSides(imported: readonly ImportedEnvironment[], { environments }: Compiled): readonly BothSides[] {
  return environments.flatMap(({ name, file, manifests, evaluation }) => {
    const runs = imported.find((one) => one.name === name)?.before;
    if (runs === undefined) return [];
    const leaving = new Set(unlisted(runs, manifests));
    const before = runs.filter((object) => !leaving.has(object));
    // what runs may hold secrets where none belong: both sides without, so that they compare
    return [
      { name, file, before: before.map(withoutSecretTexts), after: manifests.map(withoutSecretTexts), evaluation },
    ];
  });
}

/** Objects that run and have no successor: no tool prunes what it has not applied, so that a first sync leaves them. */
function unlisted(before: readonly Manifest[], after: readonly Manifest[]): readonly Manifest[] {
  const successors = new Set(after.map(identity));
  const matched = matchHashedNames(before, after).before;
  return before.filter((object, index) => !successors.has(identity(matched[index] ?? object)));
}
