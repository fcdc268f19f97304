import type { Application, Rule } from "./application.ts";
import type { Compiled, CompiledFiles } from "./compiled.ts";
import { repeatedTools } from "./delivery-layers.ts";
import { type Delivered, type DeliveryOptions, type DeliveryTool, syncName } from "./delivery-tool.ts";
import { deliveryFile } from "./environments.ts";
import { evaluate } from "./evaluate/evaluate.ts";
import type { Trees } from "./evaluate/modules.ts";
import { type Issue, inOrder, isError } from "./issue.ts";
import type { JsonObject } from "./kubernetes/json.ts";
import { printYaml } from "./kubernetes/print-yaml.ts";
import { planObjects } from "./objects.ts";
import { withSharedObjects } from "./shared-objects.ts";
import type { Files } from "./tree.ts";
import { sealFile } from "./write/seal.ts";

/** The tool of a layer, and its options after validation. */
interface Chosen {
  readonly tool: DeliveryTool;
  readonly options: DeliveryOptions;
}

/** What was compiled with the files that a delivery tool needs: those of an environment, and with the base's the others. */
export async function withDelivery<One extends CompiledFiles>(
  compiled: Compiled<One>,
  trees: Trees,
  tools: readonly DeliveryTool[],
): Promise<Compiled<One>> {
  if (compiled.base === undefined) return compiled;
  const { evaluations, issues } = await evaluate([{ name: "delivery", file: deliveryFile, single: true }], trees);
  const applications = new Map(tools.map((tool) => [tool.name, asApplication(tool, compiled)]));
  const planned = await Promise.all(evaluations.map((one) => planObjects(one, undefined, trees, applications)));
  const repeated = await Promise.all(evaluations.map((one) => repeatedTools(one, trees)));
  const ofDelivery = [...issues, ...planned.flatMap((one) => one.issues), ...repeated.flat()];
  const found = inOrder([...compiled.issues, ...ofDelivery.map(aboutDelivery)]);
  if (ofDelivery.some(isError)) {
    // what it gave before is left as it is, as with an environment file that cannot be read
    return { ...compiled, issues: found, unread: new Set([...compiled.unread, deliveryFile]) };
  }
  const names = evaluations.flatMap(({ instances }) => instances.map(({ application }) => application));
  const options = planned.flatMap((one) => one.options);
  const chosen = names.flatMap((name, index): Chosen[] => {
    const tool = tools.find((one) => one.name === name);
    // a border: the tool's own schema returned these
    return tool === undefined ? [] : [{ tool, options: options[index] as DeliveryOptions }];
  });
  const delivered = {
    ...compiled,
    sharedReads: [...compiled.sharedReads, ...evaluations.flatMap(({ ownReads }) => ownReads)],
    base: withFiles(compiled.base, chosen.map(sharedFiles)),
    environments: compiled.environments.map((one) => withFiles(one, chosen.map(environmentFiles(one)))),
    issues: found,
  };
  return withSharedObjects(delivered, trees, (name) => chosen.map(({ tool, options }) => tool.cluster(options, name)));
}

/** delivery.ts is evaluated as an environment is, but it is none: nothing that is wrong with it is said of one. */
function aboutDelivery({ environment: _, ...issue }: Issue): Issue {
  const { message, why, hint } = { ...issue, ...sayings[issue.code] };
  const said = (text: string) =>
    text.replace(/\b(the|an) environment\b/gi, deliveryFile).replace("overlayer/zookeeper", "overlayer/flux");
  return {
    ...issue,
    message: said(message),
    ...(why === undefined ? {} : { why: said(why) }),
    ...(hint === undefined ? {} : { hint: said(hint) }),
  };
}

const exported =
  "Export a layer of a tool, `export default flux.extend({ … });`, or a list with one layer of each tool.";
const sayings: Readonly<Record<string, Pick<Issue, "why" | "hint">>> = {
  "evaluate/export": { why: "delivery.ts says by which tools the overlays are synced.", hint: exported },
  "environment/application": {
    why: "delivery.ts says by which tools the overlays are synced; applications are for environments/.",
    hint: exported,
  },
};

function sharedFiles({ tool, options }: Chosen): Files {
  return filesIn(`delivery/${tool.name}`, tool.shared(options));
}

function environmentFiles({ name, directory, namespace }: CompiledFiles): (chosen: Chosen) => Files {
  const delivered: Delivered = { name, directory, namespace };
  return ({ tool, options }) => filesIn(`delivery/${tool.name}/${name}`, tool.environment(options, delivered));
}

function filesIn(folder: string, files: Readonly<Record<string, JsonObject>>): Files {
  return new Map(
    Object.entries(files).map(([name, object]) => [`${folder}/${name}`, sealFile(deliveryFile, printYaml(object))]),
  );
}

function withFiles<One extends CompiledFiles>(environment: One, more: readonly Files[]): One {
  return { ...environment, files: new Map([environment.files, ...more].flatMap((files) => [...files])) };
}

/** Of all environments. */
type Names = Pick<Compiled, "names" | "unread">;

/** A tool's options are validated as those of an application that has no objects. */
function asApplication(tool: DeliveryTool, compiled: Names): Application<DeliveryOptions> {
  const rules = [...tool.rules, knownNames(compiled), noCycle, distinctNames(compiled)];
  return {
    ...{ name: tool.name, schema: tool.schema, rules, changes: [] },
    isProduction: () => true,
    scale: async () => ({ path: [], message: `${tool.name} has no servers` }),
    manifests: () => [],
    customization: () => ({ kubernetesVersion: "1.34", overrides: {}, extraObjects: [] }),
  };
}

/** Judged only where all environment files were read. */
function knownNames({ names, unread }: Names): Rule<DeliveryOptions> {
  return {
    code: "delivery/environment",
    severity: "error",
    why: "what is said of it would have no effect, and who depends on it would wait for ever.",
    source: "names of environments/",
    check: ({ environments }) => {
      if (unread.size > 0) return [];
      const mentioned = Object.entries(environments).flatMap(([name, { dependsOn = [] }]) => [
        { name, path: ["environments", name] },
        ...dependsOn.map((one, index) => ({ name: one, path: ["environments", name, "dependsOn", index] })),
      ]);
      const hint = `known are ${[...names].filter((name) => name !== "base").join(", ")}`;
      return mentioned
        .filter(({ name }) => name === "base" || !names.has(name))
        .map(({ name, path }) => ({ path, message: `there is no environment ${JSON.stringify(name)}`, hint }));
    },
  };
}

/** No environment waits for itself, at any distance. */
const noCycle: Rule<DeliveryOptions> = {
  code: "delivery/dependency-cycle",
  severity: "error",
  why: "none of them would ever be synced.",
  source: "Flux, kustomize.toolkit.fluxcd.io/v1: KustomizationSpec.dependsOn",
  check: ({ environments }) => {
    const told = new Set<string>();
    return Object.keys(environments).flatMap((name) => {
      const circle = told.has(name) ? [] : circleFrom(name, environments);
      for (const one of circle) told.add(one);
      const [path, ...involves] = circle.map((one, index) => {
        const next = circle[index + 1] ?? name;
        return ["environments", one, "dependsOn", environments[one]?.dependsOn?.indexOf(next) ?? 0];
      });
      if (path === undefined) return [];
      const message = `${name} depends on itself: ${[...circle, name].join(" → ")}`;
      return [{ path, involves, message, hint: "remove one of these names from its dependsOn" }];
    });
  },
};

/** The names on the shortest way from `name` back to it, that one first; none where there is no way. */
function circleFrom(name: string, environments: DeliveryOptions["environments"]): readonly string[] {
  const reachedFrom = new Map<string, string>();
  const wayTo = (last: string): readonly string[] => {
    const way = [last];
    for (let one = last; one !== name; way.unshift(one)) one = reachedFrom.get(one) ?? name;
    return way;
  };
  const reached = new Set([name]);
  for (const one of reached) {
    for (const next of environments[one]?.dependsOn ?? []) {
      if (next === name) return wayTo(one);
      if (!reached.has(next)) reachedFrom.set(next, one);
      reached.add(next);
    }
  }
  return [];
}

/** A label of both tools holds the name: at most 63 characters. */
const longestName = 63;

function distinctNames({ names }: Names): Rule<DeliveryOptions> {
  return {
    code: "delivery/name",
    severity: "error",
    why: "two environments of one name would replace each other's objects in turn, and a longer name is refused.",
    source: "Kubernetes, Object Names and IDs; labels hold the name of the Kustomization or Application",
    check: (options) => {
      const all = [...names].filter((name) => name !== "base").map((name) => syncName(options, name));
      const seen = new Set<string>();
      const wrong = all.filter((name) => name.length > longestName || seen.size === seen.add(name).size);
      return wrong.map((name) => ({
        path: ["name"],
        message:
          name.length > longestName ? `${name} is too long a name` : `two environments would be synced as ${name}`,
        hint: "rename an environment, or use a shorter name here",
      }));
    },
  };
}
