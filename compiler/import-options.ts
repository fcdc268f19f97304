import type { ImportFinding, OptionPath, ReadOption } from "./application.ts";
import { literalText, nameText } from "./edit/literal-text.ts";
import { baseFile } from "./environments.ts";
import type { Instance } from "./evaluate/environment.ts";
import { evaluate } from "./evaluate/evaluate.ts";
import type { Trees } from "./evaluate/modules.ts";
import { valueAt } from "./explain/fields.ts";
import {
  hasPart,
  type Leaf,
  leavesOf,
  partText,
  refusedPart,
  withoutLeaves,
  withoutParts,
} from "./import/option-tree.ts";
import { originalField } from "./import/original.ts";
import { type Issue, isError } from "./issue.ts";
import { isEqual } from "./kubernetes/compare.ts";
import type { JsonObject } from "./kubernetes/json.ts";
import type { Manifest } from "./kubernetes/manifest.ts";
import { type Applications, planInstance } from "./objects.ts";
import { editedTree } from "./tree.ts";
import type { OptionIssue } from "./validate/option-issue.ts";
import { valueText } from "./validate/text.ts";

/** Evaluates layers upon a base, each alone; all of them or issues of the base. */
export type EvaluateLayers = (
  layers: readonly JsonObject[],
) => Promise<readonly Instance[] | { readonly issues: readonly Issue[] }>;

const candidates = "environments/overlayer-import.ts";

/** An evaluator of layers upon the base of a repository; `base` is its text where it is to be another one. */
export function layerEvaluator(trees: Trees, base: string | undefined, application: string): EvaluateLayers {
  return async (layers) => {
    const entries = layers.map(
      (layer, index) => `  ${nameText(`e${index}`)}: base.extend(${literalText(layer, "  ")}),\n`,
    );
    const text = `import base from "./base.ts";\n\nexport default {\n${entries.join("")}};\n`;
    const files = new Map([[candidates, text], ...(base === undefined ? [] : [[baseFile, base] as const])]);
    const repository = editedTree(trees.repository, files);
    const { evaluations, issues } = await evaluate([{ name: "import", file: candidates }], { ...trees, repository });
    const instances = evaluations.flatMap((one) => one.instances);
    if (issues.length > 0) return { issues: issues.map(aboutBase) };
    const isOwn = instances.length === layers.length && instances.every((one) => one.application === application);
    return isOwn ? instances : { issues: [otherBase(application)] };
  };
}

/** The file with the candidates is no file of the user's: what fails there fails because of the base. */
function aboutBase({ environment: _, ...issue }: Issue): Issue {
  return issue.location?.file === candidates ? { ...issue, location: { file: baseFile, line: 1, column: 1 } } : issue;
}

function otherBase(application: string): Issue {
  return {
    code: "import/base",
    message: `${baseFile} is no single layer of ${application}`,
    location: { file: baseFile, line: 1, column: 1 },
    why: "the imported environment is to extend it.",
    hint: "import into another folder, and put the environment together by hand.",
  };
}

/** Options that the schema and every rule accept, and what was left out for that. */
export interface Accepted {
  readonly tree: JsonObject;
  readonly instance: Instance;
  readonly manifests: readonly Manifest[];
  readonly findings: readonly ImportFinding[];
}

/** What options were read of: one by one, or as parts of whole objects. */
interface Origins {
  readonly options: readonly ReadOption[];
  readonly objects: readonly Manifest[];
}

/** Leaves out what is refused until nothing is; issues where that would be another ensemble, or is not of these options. */
export async function acceptedOptions(
  given: JsonObject,
  { options: origins, objects }: Origins,
  evaluateLayers: EvaluateLayers,
  applications: Applications,
): Promise<Accepted | { readonly issues: readonly Issue[] }> {
  const evaluated = await evaluateLayers([given]);
  if ("issues" in evaluated) return evaluated;
  const [instance] = evaluated;
  if (instance === undefined) throw new Error("a layer has no instance");
  const planned = await planInstance(instance, undefined, applications);
  const errors = planned.issues.filter(isError);
  if (errors.length === 0) return { tree: given, instance, manifests: planned.manifests ?? [], findings: [] };
  const left = withoutErrors(given, errors, { options: origins, objects });
  if ("issues" in left) return left;
  const accepted = await acceptedOptions(left.tree, { options: origins, objects }, evaluateLayers, applications);
  if ("issues" in accepted) return accepted;
  const findings = left.refused.map(({ part, finding }) => withSuccessor(finding, part, accepted.instance));
  return { ...accepted, findings: [...findings, ...accepted.findings] };
}

/** What is left out, and why. */
interface Refused {
  readonly part: OptionPath;
  readonly finding: ImportFinding;
}

/** With the value that the layers below, or the other options, give in the place of the one that is left out. */
function withSuccessor(finding: ImportFinding, part: OptionPath, { options }: Instance): ImportFinding {
  const value = customizing.has(String(part[0])) ? undefined : valueAt(options, part);
  if (value === undefined) return finding;
  return { ...finding, message: `${finding.message}; instead it is ${valueText(value)}` };
}

/** Options about objects, which have no value of their own when one is left out. */
const customizing = new Set(["overrides", "extraObjects"]);

/** The tree without one option of each error. */
function withoutErrors(
  given: JsonObject,
  errors: readonly OptionIssue[],
  { options, objects }: Origins,
): { readonly tree: JsonObject; readonly refused: readonly Refused[] } | { readonly issues: readonly Issue[] } {
  const found: Refused[] = [];
  const parts = new Map<string, OptionPath>();
  for (const error of errors) {
    const refused = [error.path, ...(error.involves ?? [])].map(refusedPart).find((path) => hasPart(given, path));
    if (refused === undefined) continue;
    const origin = originOf(refused, options);
    if (origin?.isFixed) return { issues: [unsupported(error, origin)] };
    const key = JSON.stringify(refused);
    if (parts.has(key)) continue;
    parts.set(key, refused);
    const from = origin?.from ?? originalField(given, refused, objects) ?? { path: [] };
    found.push({ part: refused, finding: { from, ...refusal(error, given, refused) } });
  }
  return parts.size === 0
    ? { issues: errors.map(asIssue) }
    : { tree: withoutParts(given, [...parts.values()]), refused: found };
}

/** The option that was read for a path, or for the nearest one above it. */
function originOf(path: OptionPath, origins: readonly ReadOption[]): ReadOption | undefined {
  if (path[0] === "overrides") return undefined;
  return origins.findLast((one) => one.path.every((part, depth) => depth >= path.length || part === path[depth]));
}

function refusal(
  { message, why: reason, hint, isSecret }: OptionIssue,
  given: JsonObject,
  part: OptionPath,
): Omit<ImportFinding, "from"> {
  // what is no object of the environment at all no sync touches
  const isWhole = part[0] === "extraObjects" && part.length === 2;
  const lost = isWhole ? "what runs stays as it is" : "a sync takes it out of what runs";
  const why = isSecret ? `it looks like a secret, and is never written into a file; ${lost}` : message;
  // it was never written, so that it is in no history
  const shown = isSecret ? "put it into a Secret, and name that" : hint;
  return {
    severity: "warning",
    message: `${partText(given, part)} is left out: ${why}`,
    ...(isSecret || reason === undefined ? {} : { why: reason }),
    ...(shown === undefined ? {} : { hint: shown }),
  };
}

function unsupported({ message, why, hint }: OptionIssue, { path }: ReadOption): Issue {
  return {
    code: "import/unsupported",
    message: `this ensemble cannot be taken over: ${message}`,
    why: `with another ${path.join(".")} it would be another ensemble.`,
    hint: "delete the StatefulSet with --cascade=orphan to change what cannot change, or leave it as it is.",
    ...(path.join() === "servers" ? aboutServers : {}),
    ...(why === undefined ? {} : { why }),
    ...(hint === undefined ? {} : { hint }),
  };
}

/** Of how many servers there are: the one of these that Kubernetes lets change. */
const aboutServers = {
  why: "the votes are counted by the number of servers, which is the StatefulSet's replicas.",
  hint: "import it with the replicas that it is to have: `kubectl scale` changes them, also from 0.",
};

function asIssue({ code, message, why, hint, isSecret }: OptionIssue): Issue {
  return {
    code,
    message,
    location: { file: baseFile, line: 1, column: 1 },
    ...(why === undefined ? {} : { why }),
    ...(hint === undefined ? {} : { hint }),
    ...(isSecret === undefined ? {} : { isSecret }),
  };
}

/** The tree without the leaves that change nothing: the base says the same, or it follows from the others. */
export async function neededOptions(tree: JsonObject, evaluateLayers: EvaluateLayers): Promise<JsonObject> {
  const leaves = leavesOf(tree);
  const isLong = ({ path }: Leaf) => customizing.has(String(path[0]));
  const [long, others] = [leaves.filter(isLong), leaves.filter((leaf) => !isLong(leaf))];
  // whole objects are left out of the trials of what does not depend on them: there may be thousands
  const short = withoutLeaves(tree, long);
  const trials = [
    { whole: short, leaves: others },
    { whole: tree, leaves: long },
  ];
  const layers = trials.flatMap((one) => [one.whole, ...one.leaves.map((leaf) => withoutLeaves(one.whole, [leaf]))]);
  const evaluated = await evaluateLayers(layers);
  if ("issues" in evaluated) return tree;
  const [ofShort, ofTree] = [evaluated.slice(0, others.length + 1), evaluated.slice(others.length + 1)];
  return withoutLeaves(tree, [...idleOf(others, ofShort), ...idleOf(long, ofTree)]);
}

/** The leaves without which the options are the same; those with all of them come first, then those without each. */
function idleOf(leaves: readonly Leaf[], [whole, ...without]: readonly Instance[]): readonly Leaf[] {
  return leaves.filter((_, index) => isEqual(without[index]?.options, whole?.options));
}
