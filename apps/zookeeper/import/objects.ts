import type { ReadObjects, UnclearObjects } from "../../../compiler/application.ts";
import { isEqual } from "../../../compiler/kubernetes/compare.ts";
import { withValue } from "../../../compiler/kubernetes/fields.ts";
import { displayName, groupOf, isManifest, namespaceOf } from "../../../compiler/kubernetes/identity.ts";
import { isObject, type Json, type JsonObject } from "../../../compiler/kubernetes/json.ts";
import type { Manifest } from "../../../compiler/kubernetes/manifest.ts";
import { readContainer } from "./container.ts";
import { directoriesOf } from "./directories.ts";
import { type EnsembleObjects, ensembleObjects, podSpec, serverIndex } from "./ensemble-objects.ts";
import { readFiles } from "./files.ts";
import { readPod } from "./pod.ts";
import { namedPorts, readPorts } from "./ports.ts";
import { type Fields, fieldsOf, finding, fixedOption, mapsIn, nothing, option, type Read, together } from "./reader.ts";
import { nameOption, readBudget, readService } from "./services.ts";
import { readSettings } from "./settings.ts";
import { readStorage } from "./storage.ts";

/** Reads an ensemble from the objects that run it: its StatefulSet, and what finds the pods of that. */
export function readObjects(objects: readonly Manifest[]): ReadObjects | UnclearObjects {
  const sets = objects.filter((one) => groupOf(one.apiVersion) === "apps" && one.kind === "StatefulSet");
  const [set, ...others] = sets.filter((one) => serverIndex(one) !== -1);
  if (set === undefined) return noEnsemble(objects);
  if (others.length > 0) {
    const message = `${others.length + 1} StatefulSets could be the ensemble`;
    const hint = "give the objects of one of them alone: an import is of one ensemble";
    return { message, hint, objects: [set, ...others] };
  }
  return readEnsemble(ensembleObjects(set, objects), objects);
}

function noEnsemble(objects: readonly Manifest[]): UnclearObjects {
  const near = objects.filter(({ kind }) => ["StatefulSet", "Deployment", "Pod"].includes(kind));
  const names = near.map(displayName).join(", ");
  return {
    message: `no StatefulSet runs ZooKeeper${names === "" ? "" : `: there is ${names}`}`,
    hint: "an ensemble is a StatefulSet with a container whose image or command is called zookeeper: give the file that has it",
    objects: near,
  };
}

function readEnsemble(ensemble: EnsembleObjects, objects: readonly Manifest[]): ReadObjects {
  const { set, headless, client, budget } = ensemble;
  const fields = fieldsOf(set, set, []);
  const containers = mapsIn(fields.peek(...podSpec, "containers"));
  const own = containers[ensemble.server] ?? {};
  const step = { index: ensemble.server, key: String(own["name"]) };
  const server = fieldsOf(own, set, [...podSpec, "containers", step]);
  const replicas = fields.take("spec", "replicas") ?? 1;
  const matched = fields.take("spec", "selector", "matchLabels");
  const selector = isObject(matched) ? matched : ensemble.labels;
  const image = String(server.peek("image") ?? "");

  const ports = namedPorts(server);
  const files = readFiles(fields, server, ensemble);
  const container = readContainer(server, replicas, ensemble.configMaps);
  const settings = [...files.settings, ...container.settings];
  const observers = Number(settings.findLast(({ name }) => name === "observers")?.value ?? 0);
  const services = [headless, client].flatMap((object) => (object === undefined ? [] : [fieldsOf(object, object, [])]));
  const budgets = budget === undefined ? [] : [fieldsOf(budget, budget, [])];
  const { options, findings } = together(
    identity(fields, ensemble, selector),
    servers(fields, replicas, observers),
    updates(fields),
    readPorts(server),
    readSettings(settings),
    container.read,
    files.read,
    readStorage(set.metadata.name, fields, server, directoriesOf(settings, image, files.hasZooCfg)),
    readPod(fields, ensemble.labels, selector),
    ...services.map((one) => readService(one, ports)),
    budgets.length === 0 ? option(["disruptionBudget"], "none", fields.place()) : nothing,
    ...budgets.map((one) => readBudget(one, replicas)),
  );
  const asOurs = (fields: JsonObject) =>
    containers.map((one) => (one === own ? { ...fields, name: "zookeeper" } : one));
  const compared = withValue(set, [...podSpec, "containers"], asOurs(own));
  fields.put([...podSpec, "containers"], asOurs(server.left()));
  const read = new Set([set, headless, client, budget, ...files.replaced]);
  const left = [fields, ...services, ...(replicas === 1 ? [] : budgets)].map((one) => one.left()).filter(isManifest);
  const renamed = own["name"] === "zookeeper" ? nothing : calledZookeeper(server);
  return {
    options,
    findings: [...findings, ...renamed.findings],
    compared: objects.map((one) => (one === set && isManifest(compared) ? compared : one)),
    left: [...left, ...objects.filter((one) => !read.has(one))],
  };
}

function calledZookeeper(server: Fields): Read {
  return finding(
    "note",
    server.place("name"),
    "the container is called zookeeper with Overlayer: see to what names it, such as kubectl exec -c",
  );
}

/** What would make it another ensemble: names, and what objects find its pods by. */
function identity(fields: Fields, { set, client, budget }: EnsembleObjects, selector: JsonObject): Read {
  const { name } = set.metadata;
  const service = fields.take("spec", "serviceName");
  const at = (object: Manifest) => ({ object, path: ["metadata", "name"] });
  return together(
    fixedOption(["name"], name, at(set)),
    fixedOption(["namespace"], namespaceOf(set) ?? "default", fields.place("metadata", "namespace")),
    isEqual(selector, { app: name })
      ? nothing
      : fixedOption(["selector"], selector, fields.place("spec", "selector", "matchLabels")),
    typeof service === "string" && service !== ""
      ? nameOption("headlessService", service, `${name}-hs`, fields.place("spec", "serviceName"))
      : noServiceName(fields),
    client === undefined ? nothing : nameOption("clientService", client.metadata.name, `${name}-cs`, at(client)),
    budget === undefined ? nothing : nameOption("disruptionBudget", budget.metadata.name, `${name}-pdb`, at(budget)),
  );
}

function noServiceName(fields: Fields): Read {
  const message =
    "there is no serviceName, so that the pods have no DNS names; Overlayer's servers find each other by those";
  return finding(
    "warning",
    fields.place("spec"),
    message,
    "Kubernetes will refuse to add it: delete the StatefulSet with --cascade=orphan first",
  );
}

function servers(fields: Fields, replicas: Json, observers: number): Read {
  const voters = typeof replicas === "number" ? replicas - observers : replicas;
  return fixedOption(["servers"], voters, fields.place("spec", "replicas"));
}

/** How pods are replaced; what is absent is what the API server takes then. */
function updates(fields: Fields): Read {
  const at = (path: readonly string[], ...names: readonly string[]) =>
    option(path, fields.take("spec", ...names), fields.place("spec", ...names));
  const management = fields.take("spec", "podManagementPolicy") ?? "OrderedReady";
  return together(
    fixedOption(["podManagement"], management, fields.place("spec", "podManagementPolicy")),
    at(["updateStrategy", "type"], "updateStrategy", "type"),
    at(["updateStrategy", "partition"], "updateStrategy", "rollingUpdate", "partition"),
    at(["storage", "retention", "whenDeleted"], "persistentVolumeClaimRetentionPolicy", "whenDeleted"),
    at(["storage", "retention", "whenScaled"], "persistentVolumeClaimRetentionPolicy", "whenScaled"),
  );
}
