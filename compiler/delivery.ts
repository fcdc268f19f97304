import type { Application, Rule } from "./application.ts";
import type { Compiled, CompiledFiles } from "./compiled.ts";
import { type Delivered, type DeliveryOptions, type DeliveryTool, syncName } from "./delivery-tool.ts";
import { deliveryFile } from "./environments.ts";
import { evaluate } from "./evaluate/evaluate.ts";
import type { Trees } from "./evaluate/modules.ts";
import { inOrder, isError } from "./issue.ts";
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
  const ofDelivery = [...issues, ...planned.flatMap((one) => one.issues)];
  // it is no environment, so that none of these belongs to one
  const found = inOrder([...compiled.issues, ...ofDelivery.map(({ environment: _, ...issue }) => issue)]);
  if (ofDelivery.some(isError)) return { ...compiled, issues: found };
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
  const rules = [...tool.rules, knownNames(compiled), distinctNames(compiled)];
  return {
    ...{ name: tool.name, schema: tool.schema, rules, changes: [] },
    isProduction: () => true,
    scale: () => ({ path: [], message: `${tool.name} has no servers` }),
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
