import type { Application, Change, OptionPath, ScalePlan, ScaleStep } from "./application.ts";
import { editOptions } from "./edit-options.ts";
import { unknownName } from "./environments.ts";
import type { Environment, Evaluation } from "./evaluate/environment.ts";
import type { Trees } from "./evaluate/modules.ts";
import { trace } from "./evaluate/trace.ts";
import { evaluateFleet } from "./fleet.ts";
import { type Issue, isError } from "./issue.ts";
import { kustomizationFile } from "./kustomize/kustomization-file.ts";
import { type Applications, inEnvironment, planObjects, quotedInstance } from "./objects.ts";
import { type Rendered, renderer, type Unmodelled } from "./render/render.ts";
import type { Tree } from "./tree.ts";
import { validate } from "./validate/validate.ts";
import { ownership } from "./write/seal.ts";

/** An environment, or one of the several instances of one, and the steps in which it gets to another number of servers. */
export interface Scaling {
  readonly environment: Environment;
  /** The index of one of several instances. */
  readonly instance?: number;
  readonly plan: ScalePlan;
}

type Refused = { readonly issues: readonly Issue[] };

/** Plans the way of an environment, or of an instance such as `pair[1]`, from what is committed of it to `to` servers. */
export async function planScaling(
  target: string,
  to: number,
  trees: Trees,
  applications: Applications,
  committed: Tree,
): Promise<Scaling | Refused> {
  const [, name = "", digits] = /^(.*?)(?:\[(\d{1,4})\])?$/s.exec(target) ?? [];
  const instance = digits === undefined ? undefined : Number(digits);
  const found = await soundInstance(name, instance, trees, applications);
  if ("issues" in found) return found;
  const { evaluation, application, options, start } = found;
  const rendered = await renderCommitted(name, committed);
  if ("unmodelled" in rendered) return { issues: inEnvironment([notRead(rendered.unmodelled, committed)], evaluation) };
  const before = rendered.manifests;
  const environment = instance === undefined ? name : quotedInstance(name, instance);
  const plan = await application.scale({ environment, before, options }, to);
  if ("steps" in plan) return { environment: evaluation, plan, ...(instance === undefined ? {} : { instance }) };
  const { path, message, hint = "" } = plan;
  const { set } = (await trace(evaluation, trees)).where([...start, ...path]);
  const issue = { code: "scale/refused", message, hint, ...(set === undefined ? {} : { location: set.value }) };
  return { issues: inEnvironment([issue], evaluation) };
}

/** The environment's file with the edits of a step in it. */
export function editStep(
  { plan: _, ...edited }: Scaling,
  { edits }: ScaleStep,
  trees: Trees,
): ReturnType<typeof editOptions> {
  return editOptions(
    edits.map((edit) => ({ ...edit, ...edited })),
    trees,
  );
}

interface Sound {
  readonly evaluation: Evaluation;
  readonly application: Application;
  readonly options: Change<unknown>["options"];
  /** What paths of its options begin with. */
  readonly start: OptionPath;
}

async function soundInstance(
  name: string,
  index: number | undefined,
  trees: Trees,
  applications: Applications,
): Promise<Sound | Refused> {
  const { base, environments, names, issues } = await evaluateFleet(trees, [name]);
  const evaluation = environments.find((one) => one.name === name);
  const known = [...names].filter((one) => one !== "base");
  if (evaluation === undefined) return { issues: issues.length > 0 ? issues : [unknownEnvironment(name, known)] };
  const planned = await planObjects(evaluation, base, trees, applications);
  if (planned.issues.some(isError)) return planned;
  const { instances } = evaluation;
  const instance = instances[index ?? 0];
  const application = applications.get(instance?.application ?? "");
  if (instance === undefined || application === undefined || (index === undefined) !== (instances.length === 1))
    return { issues: inEnvironment([noInstance(name, instances.length)], evaluation) };
  const { options } = validate(application, instance.options);
  return { evaluation, application, options, start: instance.path };
}

function unknownEnvironment(name: string, known: readonly string[]): Issue {
  if (name !== "base") return unknownName(name, known);
  return {
    code: "scale/refused",
    message: "base is no environment: it is what they share, and runs nowhere",
    hint: "scale an environment; it gets a number of servers of its own.",
  };
}

function noInstance(name: string, instances: number): Issue {
  const last = instances - 1;
  return instances === 1
    ? { code: "scale/refused", message: `${name} has a single instance`, hint: `name it without an index: ${name}.` }
    : {
        code: "scale/refused",
        message: `${name} has several instances, 0 to ${last}`,
        hint: `name one of them: \`overlayer scale ${quotedInstance(name, last)} --to …\`.`,
      };
}

async function renderCommitted(name: string, committed: Tree): Promise<Rendered> {
  const directory = `overlays/${name}`;
  return kustomizationFile(committed, directory) === undefined ? { manifests: [] } : renderer(committed)(directory);
}

/** Not to be taken for an ensemble that is not there yet, which may begin with any number. */
function notRead({ file, reason }: Unmodelled, committed: Tree): Issue {
  const isUnmerged = ownership(committed.read(file) ?? "") === "unmerged";
  return {
    code: "scale/refused",
    message: `what is committed cannot be read: ${file}: ${isUnmerged ? "this merge is not resolved" : reason}`,
    why: "the steps begin at what is committed, and a step from another number of servers can lose writes.",
    hint: `${isUnmerged ? "resolve the merge in environments/, " : ""}run \`overlayer compile\`, commit what it writes, and scale then.`,
  };
}
