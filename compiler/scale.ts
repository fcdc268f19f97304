import type { Application, Change, ScalePlan, ScaleStep } from "./application.ts";
import { editOptions } from "./edit-options.ts";
import { unknownName } from "./environments.ts";
import type { Environment, Evaluation } from "./evaluate/environment.ts";
import type { Trees } from "./evaluate/modules.ts";
import { trace } from "./evaluate/trace.ts";
import { evaluateFleet } from "./fleet.ts";
import { type Issue, isError } from "./issue.ts";
import type { Manifest } from "./kubernetes/manifest.ts";
import { type Applications, inEnvironment, planObjects } from "./objects.ts";
import { renderer } from "./render/render.ts";
import type { Tree } from "./tree.ts";
import { validate } from "./validate/validate.ts";

/** An environment and the steps in which it gets to another number of servers. */
export interface Scaling {
  readonly environment: Environment;
  readonly plan: ScalePlan;
}

type Refused = { readonly issues: readonly Issue[] };

/** Plans the way of an environment from what is committed of it to `to` servers. */
export async function planScaling(
  name: string,
  to: number,
  trees: Trees,
  applications: Applications,
  committed: Tree,
): Promise<Scaling | Refused> {
  const found = await soundEnvironment(name, trees, applications);
  if ("issues" in found) return found;
  const { evaluation, application, options } = found;
  const before = await committedObjects(name, committed);
  const plan = await application.scale({ environment: name, before, options }, to);
  if ("steps" in plan) return { environment: evaluation, plan };
  const { path, message, hint = "" } = plan;
  const { set } = (await trace(evaluation, trees)).where(path);
  const issue = { code: "scale/refused", message, hint, ...(set === undefined ? {} : { location: set.value }) };
  return { issues: inEnvironment([issue], evaluation) };
}

/** The environment's file with the edits of a step in it. */
export function editStep(environment: Environment, { edits }: ScaleStep, trees: Trees): ReturnType<typeof editOptions> {
  return editOptions(
    edits.map((edit) => ({ ...edit, environment })),
    trees,
  );
}

interface Sound {
  readonly evaluation: Evaluation;
  readonly application: Application;
  readonly options: Change<unknown>["options"];
}

async function soundEnvironment(name: string, trees: Trees, applications: Applications): Promise<Sound | Refused> {
  const { base, environments, names, issues } = await evaluateFleet(trees, [name]);
  const evaluation = environments.find((one) => one.name === name);
  const known = [...names].filter((one) => one !== "base");
  if (evaluation === undefined) return { issues: issues.length > 0 ? issues : [unknownEnvironment(name, known)] };
  const planned = await planObjects(evaluation, base, trees, applications);
  if (planned.issues.some(isError)) return planned;
  const [instance, second] = evaluation.instances;
  const application = applications.get(instance?.application ?? "");
  const options = application === undefined ? {} : validate(application, instance?.options ?? {}).options;
  if (application === undefined || second !== undefined)
    return { issues: inEnvironment([severalInstances], evaluation) };
  return { evaluation, application, options };
}

function unknownEnvironment(name: string, known: readonly string[]): Issue {
  if (name !== "base") return unknownName(name, known);
  return {
    code: "scale/refused",
    message: "base is no environment: it is what they share, and runs nowhere",
    hint: "scale an environment; it gets a number of servers of its own.",
  };
}

const severalInstances: Issue = {
  code: "scale/refused",
  message: "the environment has several instances",
  why: "which of them is to be scaled cannot be said on the command line.",
  hint: "change servers of one by one at a time; compile refuses a step that is too large.",
};

async function committedObjects(name: string, committed: Tree): Promise<readonly Manifest[]> {
  const rendered = await renderer(committed)(`overlays/${name}`);
  return "manifests" in rendered ? rendered.manifests : [];
}
