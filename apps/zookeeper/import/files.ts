import { fieldOf, isEqual } from "../../../compiler/kubernetes/compare.ts";
import { valueAt } from "../../../compiler/kubernetes/fields.ts";
import type { JsonObject } from "../../../compiler/kubernetes/json.ts";
import type { Manifest } from "../../../compiler/kubernetes/manifest.ts";
import { type EnsembleObjects, podSpec } from "./ensemble-objects.ts";
import { type Fields, finding, mapsIn, nothing, option, type Read, together } from "./reader.ts";
import type { Setting } from "./settings.ts";
import { settingsOfLines } from "./sources.ts";

/** What the files of the pods say. */
export interface ReadFiles {
  readonly read: Read;
  /** Of zoo.cfg; none where the pods have no such file. */
  readonly settings: readonly Setting[];
  readonly hasZooCfg: boolean;
  /** ConfigMaps that Overlayer's take the place of. */
  readonly replaced: readonly Manifest[];
}

/** Where an image has its scripts and scratch files: Overlayer's own are there. */
const ownPlaces =
  /^\/(config-scripts|scripts|logs|tmp|datalog|docker-entrypoint[^/]*|opt\/(bitnami|zookeeper)|etc\/zookeeper|run\/zookeeper|usr\/local\/bin)(\/|$)/;

/** The folder of its configuration, and the files in it that Overlayer mounts one by one; others beside them are in nobody's way. */
const ownConfiguration = /^\/conf(\/?$|\/(zoo\.cfg|log4j|logback|java\.|jaas|servers$))/;

/** Reads zoo.cfg, and takes the files of an image's own scripts; other files are left with their volumes. */
export function readFiles(set: Fields, server: Fields, { configMaps, server: serverAt }: EnsembleObjects): ReadFiles {
  const mounts = mapsIn(server.take("volumeMounts"));
  const claims = mapsIn(set.peek("spec", "volumeClaimTemplates")).map((claim) => valueAt(claim, ["metadata", "name"]));
  const isOwn = (mount: JsonObject) =>
    [ownPlaces, ownConfiguration].some((one) => one.test(String(fieldOf(mount, "mountPath"))));
  const kept = mounts.filter((mount) => claims.includes(fieldOf(mount, "name")) || !isOwn(mount));
  if (kept.length > 0) server.put(["volumeMounts"], kept);
  const initial = set.take(...podSpec, "initContainers");

  const volumes = mapsIn(set.take(...podSpec, "volumes"));
  const sidecars = mapsIn(set.peek(...podSpec, "containers")).filter((_, index) => index !== serverAt);
  const others = sidecars.flatMap((one) => mapsIn(fieldOf(one, "volumeMounts")));
  const used = new Set([...kept, ...others].map((mount) => fieldOf(mount, "name")));
  const keptVolumes = volumes.filter((volume) => used.has(fieldOf(volume, "name") ?? ""));
  if (keptVolumes.length > 0) set.put([...podSpec, "volumes"], keptVolumes);

  const named = (list: readonly JsonObject[]) => list.map((volume) => valueAt(volume, ["configMap", "name"]));
  const replaced = configMaps.filter(
    ({ metadata }) => named(volumes).includes(metadata.name) && !named(keptVolumes).includes(metadata.name),
  );
  const settings = replaced.flatMap((object) => {
    const text = valueAt(object, ["data", "zoo.cfg"]);
    return typeof text === "string" ? settingsOfLines(text, { object, path: ["data", "zoo.cfg"] }) : [];
  });
  const isMounted = mounts.some((mount) => String(fieldOf(mount, "mountPath")).endsWith("/start-zookeeper"));
  const read = together(
    // an image that has Overlayer's command needs no mount of it
    isEqual(server.peek("command"), ["start-zookeeper"]) && !isMounted
      ? option(["scripts"], "image", server.place("command"))
      : nothing,
    initial === undefined ? nothing : initContainers(set),
    ...volumes.filter((volume) => !keptVolumes.includes(volume)).map((volume) => replacedVolume(volume, set)),
    ...replaced.map((object) => replacedFiles(object)),
    ...mounts.filter((mount) => !kept.includes(mount)).map((mount) => replacedMount(mount, server)),
  );
  return { read, settings, hasZooCfg: settings.length > 0, replaced };
}

function initContainers(set: Fields): Read {
  const message = "init containers prepare another image's files, and are left out";
  const hint = "if one does more, write it as an override of the StatefulSet";
  return finding("warning", set.place(...podSpec, "initContainers"), message, hint);
}

function replacedVolume(volume: JsonObject, set: Fields): Read {
  const place = set.place(...podSpec, "volumes");
  const from = { ...place, path: [...place.path, { index: 0, key: String(fieldOf(volume, "name")) }] };
  return finding("note", from, "it has no files that Overlayer's pods need");
}

function replacedFiles(object: Manifest): Read {
  return finding("note", { object, path: [] }, "Overlayer's own ConfigMaps take its place");
}

function replacedMount(mount: JsonObject, server: Fields): Read {
  const path = String(fieldOf(mount, "mountPath"));
  const place = server.place("volumeMounts");
  const from = { ...place, path: [...place.path, { index: 0, key: path }] };
  return finding("note", from, "Overlayer's pods have their own files there");
}
