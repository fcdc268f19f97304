import type { Application, ImportFinding, UnclearObjects } from "./application.ts";
import { environmentText, type NewEnvironment } from "./edit/environment-file.ts";
import { baseFile } from "./environments.ts";
import type { Trees } from "./evaluate/modules.ts";
import { type Current, current } from "./import/current.ts";
import type { InputObject } from "./import/documents.ts";
import { isCompared, type Leftovers, leftovers } from "./import/leftovers.ts";
import { inOrderOf, optionTree, sharedLeaves, treeOfLeaves } from "./import/option-tree.ts";
import type { ImportSource } from "./import/sources.ts";
import { malformedFields } from "./import-malformed.ts";
import { acceptedOptions, type EvaluateLayers, layerEvaluator, neededOptions } from "./import-options.ts";
import type { Issue } from "./issue.ts";
import { carriedVersions, loadApi } from "./kubernetes/api/load-api.ts";
import { fieldOf } from "./kubernetes/compare.ts";
import { withValue } from "./kubernetes/fields.ts";
import { displayName } from "./kubernetes/identity.ts";
import { isObject, type Json, type JsonObject } from "./kubernetes/json.ts";
import type { Manifest } from "./kubernetes/manifest.ts";
import { override } from "./kubernetes/override.ts";
import type { Applications } from "./objects.ts";
import type { Files } from "./tree.ts";
import { optionPaths } from "./validate/option-paths.ts";

/** A finding with the place of the input that it is about. */
export interface FoundField extends ImportFinding {
  readonly input?: Pick<InputObject, "file" | "document" | "item">;
}

/** An environment that was read. */
export interface ImportedEnvironment {
  readonly name: string;
  readonly file: string;
  /** The objects that run today as the API server has them; of a values file those that are known. */
  readonly before: readonly Manifest[];
  readonly findings: readonly FoundField[];
}

/** Environment files that say what runs today, or why there can be none. */
export interface Imported {
  readonly files: Files;
  readonly environments: readonly ImportedEnvironment[];
  readonly issues: readonly Issue[];
}

/** Makes environment files of what runs today; with no base among them where the repository has one. Writes nothing. */
export async function importEnvironments(
  sources: readonly ImportSource[],
  application: Application,
  trees: Trees,
): Promise<Imported> {
  const applications: Applications = new Map([[application.name, application]]);
  const { name } = application;
  const hasBase = trees.repository.read(baseFile) !== undefined;
  const defaults = `export { ${name} as default } from "overlayer/${name}";\n`;
  const upon = (base: string | undefined) => layerEvaluator(trees, base, name);
  const below = upon(hasBase ? undefined : defaults);
  const drafts = await Promise.all(sources.map((source) => draftOf(source, application, applications, below)));
  const issues = drafts.flatMap((one) => one.issues ?? []).map((one) => (hasBase ? one : withoutBase(one)));
  const sound = drafts.flatMap((one) => one.draft ?? []);
  if (sound.length < sources.length) return { files: new Map(), environments: [], issues };

  const shared = hasBase || sound.length < 2 ? [] : sharedLeaves(sound.map(({ tree }) => tree));
  const paths = optionPaths(application.schema);
  const base = inOrderOf(await neededOptions(treeOfLeaves(shared), below), paths);
  const baseText = environmentText({
    file: baseFile,
    below: { name, module: `overlayer/${name}`, isDefault: false },
    about: "What all environments share.",
    options: base,
    comments,
  });
  const upper = hasBase ? below : upon(baseText);
  const texts = await Promise.all(
    sound.map(async ({ environment: { file }, tree, source }): Promise<readonly [string, string]> => {
      const options = inOrderOf(await neededOptions(tree, upper), paths);
      return [file, environmentText(newEnvironment(file, source, options))];
    }),
  );
  const files = new Map([...(hasBase ? [] : [[baseFile, baseText] as const]), ...texts]);
  return { files, environments: sound.map(({ environment }) => environment), issues };
}

/** The base that the import itself makes has no lines to show. */
function withoutBase({ location, ...issue }: Issue): Issue {
  return location === undefined || location.file === baseFile ? issue : { ...issue, location };
}

function newEnvironment(file: string, { origin }: ImportSource, options: JsonObject): NewEnvironment {
  const up = "../".repeat(file.split("/").length - 2);
  return {
    file,
    below: { name: "base", module: `${up === "" ? "./" : up}base.ts`, isDefault: true },
    about: `Imported from ${origin}.`,
    options,
    comments,
  };
}

const comments = new Map([
  ["overrides", "What runs today and no option says."],
  ["extraObjects", "What runs today beside the ensemble."],
]);

/** An environment's options as they are read, those of the base among them. */
interface Draft {
  readonly source: ImportSource;
  readonly environment: ImportedEnvironment;
  readonly tree: JsonObject;
}

async function draftOf(
  source: ImportSource,
  application: Application,
  applications: Applications,
  below: EvaluateLayers,
): Promise<{ readonly draft?: Draft; readonly issues?: readonly Issue[] }> {
  const inputs = source.objects.map((input) => ({ input, ...current(input.object) }));
  const before = inputs.map(({ object }) => object);
  const inputOf = new Map(inputs.map(({ input, object }) => [object, input]));
  const read =
    source.values === undefined
      ? await application.readObjects?.(before)
      : await application.readValues?.(source.values.values, source.release);
  if (read === undefined) return { issues: [unknownInput(source)] };
  if ("message" in read) return { issues: [unclear(read, inputOf)] };

  const objects = source.values === undefined ? before : read.compared;
  const origins = { options: read.options, objects };
  const first = await acceptedOptions(optionTree(read.options), origins, below, applications);
  if ("issues" in first) return first;
  const rest = leftovers(read.left, first.manifests, objects);
  const customized = withCustomization(first.tree, rest);
  const second = await acceptedOptions(customized, origins, below, applications);
  if ("issues" in second) return second;
  const api = await loadApi(carriedVersions.at(-1) ?? "");
  const found = [
    ...inputs.flatMap(currentFindings),
    ...inputs.flatMap(({ object }) => malformedFields(object, api)),
    ...read.findings,
    ...first.findings,
    ...rest.findings,
    ...second.findings,
  ];
  const ofValues = source.values && { file: source.values.file, document: 0 };
  const findings = found.map((one): FoundField => {
    const input = one.from.object === undefined ? ofValues : inputOf.get(one.from.object);
    return { ...one, ...(input === undefined ? {} : { input }) };
  });
  const file = `environments/${source.name}.ts`;
  const environment = { name: source.name, file, before: read.compared.filter(isCompared), findings };
  return { draft: { source, environment, tree: second.tree } };
}

function unknownInput({ origin }: ImportSource): Issue {
  return {
    code: "import/values",
    message: `${origin} is neither a Kubernetes object nor a values file of a chart that is known`,
    hint: "import what the chart renders: `helm get manifest RELEASE | overlayer import -`.",
  };
}

function unclear({ message, hint, objects }: UnclearObjects, inputOf: ReadonlyMap<Manifest, InputObject>): Issue {
  const places = objects.flatMap((object) => {
    const input = inputOf.get(object);
    return input === undefined ? [] : [`${displayName(object)} in ${input.file}`];
  });
  const listed = places.length === 0 ? "" : `: ${places.join(", ")}`;
  return { code: "import/ensemble", message: `${message}${objects.length > 1 ? listed : ""}`, hint };
}

/** What Helm says of itself; annotations that no file can have; and each API version that is gone, the only change that Kubernetes itself forces. */
function currentFindings({ object, upgrade, ofHelm, lost }: Current): readonly ImportFinding[] {
  const marks = ofHelm.map((path) => path.at(-1)).join(", ");
  const message = `left out, as Helm writes them of itself: ${marks}`;
  const helm = { from: { object, path: ["metadata"] }, severity: "note" as const, message };
  const unwritten = lost.map(({ path, problem }): ImportFinding => {
    return { from: { object, path }, severity: "warning", message: `left out: ${problem}` };
  });
  return [...(ofHelm.length === 0 ? [] : [helm]), ...unwritten, ...upgradeFinding(object, upgrade)];
}

function upgradeFinding(object: Manifest, upgrade: Current["upgrade"]): readonly ImportFinding[] {
  if (upgrade === undefined) return [];
  const { from, to, since, added } = upgrade;
  const filled = added.length === 0 ? "" : `, with the ${added.join(" and ")} that the API server took then`;
  return [
    {
      from: { object, path: ["apiVersion"] },
      severity: "note",
      message: `${from} is gone since Kubernetes ${since}: it is compared as ${to}${filled}`,
    },
  ];
}

/** The options with the parts as overrides, and the other objects as extra objects. */
function withCustomization(tree: JsonObject, { parts, extraObjects }: Leftovers): JsonObject {
  const known = fieldOf(tree, "overrides");
  const overrides = parts.reduce<JsonObject>(
    (all, { object, part }) =>
      withValue(all, [displayName(object)], joined(object, fieldOf(all, displayName(object)), part)),
    isObject(known) ? known : {},
  );
  const whole = Object.keys(overrides).length === 0 ? tree : withValue(tree, ["overrides"], overrides);
  return extraObjects.length === 0 ? whole : withValue(whole, ["extraObjects"], extraObjects);
}

/** Two parts of an object as one. */
function joined({ apiVersion, kind }: Manifest, one: Json | undefined, other: JsonObject): JsonObject {
  const { apiVersion: _, kind: __, ...part } = override({ ...(isObject(one) ? one : {}), apiVersion, kind }, other);
  return part;
}
