import { resolve } from "node:path";
import type { Compiled, CompiledEnvironment } from "../compiled.ts";
import { baseFile, unknownName } from "../environments.ts";
import { chartFiles } from "../export/chart.ts";
import { manifestFiles } from "../export/manifests.ts";
import { flatName, flatNameIssues, nestedIssues } from "../export/names.ts";
import { namespaceIssues } from "../export/namespace-issues.ts";
import { imageLayout, layoutMark } from "../export/oci-artifact.ts";
import { type Issue, isError } from "../issue.ts";
import { renderExport } from "../report/export.ts";
import { committedTree } from "../repository/committed-tree.ts";
import { workingTree } from "../repository/working-tree.ts";
import type { Files, Tree } from "../tree.ts";
import { applyPlan } from "../write/apply.ts";
import { layoutConflicts, writeLayout } from "../write/image-layout.ts";
import { withLock } from "../write/lock.ts";
import { outputFolders } from "../write/output-folders.ts";
import { planExport } from "../write/plan-export.ts";
import { sealFile } from "../write/seal.ts";
import type { Given } from "./command.ts";
import { type Context, exitCode } from "./context.ts";
import { makeFolder, refuseOwnFolder } from "./out-folder.ts";
import { openProject, reportIssues } from "./project.ts";

/** What is written into a folder: nothing while there are conflicts. */
interface Export {
  /** Files of others in its place, or its own that were edited. */
  readonly conflicts: readonly Issue[];
  /** Writes below `root`, staged in the folder of `withLock`; gives the paths of the files that it changed. */
  readonly write: (root: string, staging: string) => readonly string[];
}

/** A form that environments are exported in. */
interface Target {
  /** What is wrong with the environments for this form. */
  readonly issues: (environments: readonly CompiledEnvironment[]) => readonly Issue[];
  /** What to do to the files of the folder; `names` are those asked for. */
  readonly plan: (compiled: Compiled, names: readonly string[], tree: Tree) => Export | Promise<Export>;
}

const targets: ReadonlyMap<string, Target> = new Map([
  ["manifests", { issues: nestedIssues, plan: planManifests }],
  ["oci", { issues: flatNameIssues, plan: planArtifacts }],
  ["helm", { issues: helmIssues, plan: planChart }],
]);

function helmIssues(environments: readonly CompiledEnvironment[]): readonly Issue[] {
  return [...flatNameIssues(environments), ...namespaceIssues(environments)];
}

/** `overlayer export`: environments in other forms than a base and overlays, in a folder of their own. */
export async function exportCommand({ args, values }: Given, context: Context): Promise<number> {
  const [name = "", ...names] = args;
  const target = targets.get(name);
  if (target === undefined) {
    const forms = [...targets.keys()].join(", ");
    context.stderr(`error: there is no export ${JSON.stringify(name)}\n  help: known are ${forms}.\n`);
    return exitCode.userError;
  }
  const project = openProject(values, context);
  const out = resolve(context.directory, values.get("out") ?? project.root);
  const own = refuseOwnFolder(out, project.root, "the export is", context);
  if (own !== undefined) return own;
  const compiled = await project.compile(names, [], () => committedTree(project.root, outputFolders));
  const known = [...compiled.names].filter((one) => one !== "base");
  const issues = [
    ...(names.includes("base") ? [unknownName("base", known)] : []),
    ...compiled.issues,
    ...target.issues(compiled.environments),
  ];
  reportIssues(issues, project, context);
  if (issues.some(isError)) return nothingWritten(context);
  const refused = makeFolder(out, context);
  if (refused !== undefined) return refused;
  return withLock(out, async (staging) => {
    const { conflicts, write } = await target.plan(compiled, names, workingTree(out));
    reportIssues(conflicts, project, context);
    if (conflicts.length > 0) return nothingWritten(context);
    context.stdout(renderExport(compiled.environments.length, write(out, staging), context));
    return exitCode.fine;
  });
}

function nothingWritten(context: Context): number {
  context.stderr("Nothing was written.\n");
  return exitCode.userError;
}

/** One folder for each environment; with names, other folders are left as they are. */
function planManifests({ environments }: Compiled, names: readonly string[], tree: Tree): Export {
  const files = new Map(
    environments.flatMap((one) =>
      [...sealedManifests(one)].map(([file, text]) => [`manifests/${one.name}/${file}`, text]),
    ),
  );
  const folders = names.length === 0 ? ["manifests"] : environments.map(({ name }) => `manifests/${name}`);
  return planFiles(files, tree, folders);
}

/** One artifact for each environment, and no others. */
async function planArtifacts({ environments }: Compiled, _: readonly string[], tree: Tree): Promise<Export> {
  const layout = await imageLayout(new Map(environments.map((one) => [flatName(one.name), sealedManifests(one)])));
  return {
    conflicts: layoutConflicts(tree, JSON.stringify(layoutMark)),
    write: (root, staging) => writeLayout(root, tree, staging, layout),
  };
}

/** One chart of the environments. */
function planChart({ base, environments }: Compiled, _: readonly string[], tree: Tree): Export {
  const applications = new Set(base?.evaluation.instances.map(({ application }) => application));
  const chart = chartFiles([...applications].join("-"), base?.manifests ?? [], environments);
  const sources = new Map(environments.map(({ name, file }) => [`values-${flatName(name)}.yaml`, file]));
  const files = new Map(
    [...chart].map(([path, body]) => [`chart/${path}`, sealFile(sources.get(path) ?? baseFile, body)]),
  );
  return planFiles(files, tree, ["chart"]);
}

function planFiles(files: Files, tree: Tree, folders: readonly string[]): Export {
  const plan = planExport(files, tree, folders);
  return {
    conflicts: plan.conflicts,
    write: (root, staging) => {
      applyPlan(root, staging, plan);
      return [...plan.changes.keys()];
    },
  };
}

function sealedManifests({ file, manifests }: CompiledEnvironment): Files {
  return new Map([...manifestFiles(manifests)].map(([path, body]) => [path, sealFile(file, body)]));
}
