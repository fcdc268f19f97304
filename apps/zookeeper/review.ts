import type { ChangeReview } from "../../compiler/application.ts";
import type { Note } from "../../compiler/environment-change.ts";
import { fieldOf } from "../../compiler/kubernetes/compare.ts";
import { identity, namespaceOf } from "../../compiler/kubernetes/identity.ts";
import { isObject } from "../../compiler/kubernetes/json.ts";
import type { Manifest } from "../../compiler/kubernetes/manifest.ts";
import { votersText } from "./ensemble.ts";

/** A StatefulSet of servers and what their zoo.cfg says. */
interface Ensemble {
  readonly statefulSet: Manifest;
  /** Names of the pods that vote; none where the servers are not listed there. */
  readonly voters: readonly string[];
  /** Ports that clients connect to. */
  readonly clientPorts: readonly string[];
  readonly settings: ReadonlyMap<string, string>;
}

/** What a change means for ZooKeeper: its quorum, the sessions and the port of its clients. */
export function review(before: readonly Manifest[], after: readonly Manifest[]): ChangeReview {
  const old = ensemblesOf(before);
  const pairs = ensemblesOf(after).flatMap((now) => {
    const earlier = old.find((one) => identity(one.statefulSet) === identity(now.statefulSet));
    return earlier === undefined ? [] : [{ earlier, now }];
  });
  const voters = pairs.map(({ earlier, now }) => {
    return { statefulSet: now.statefulSet, before: earlier.voters, after: now.voters };
  });
  return {
    notes: pairs.flatMap(({ earlier, now }) => notesOn(earlier, now)),
    voters: voters.filter((one) => one.before.length > 0 && one.after.length > 0),
  };
}

function ensemblesOf(manifests: readonly Manifest[]): readonly Ensemble[] {
  const configs = manifests.flatMap((config) => {
    const data = config.kind === "ConfigMap" ? config["data"] : undefined;
    const text = isObject(data) ? fieldOf(data, "zoo.cfg") : undefined;
    return typeof text === "string" ? [{ config, text }] : [];
  });
  return manifests.flatMap((statefulSet) => {
    if (statefulSet.kind !== "StatefulSet") return [];
    const used = configs.find(({ config }) => isUsed(config, statefulSet));
    return used === undefined ? [] : [ensembleOf(statefulSet, used.text)];
  });
}

/** Its pods mount the ConfigMap: its name stands in their template. */
function isUsed(config: Manifest, statefulSet: Manifest): boolean {
  const isNear = namespaceOf(config) === namespaceOf(statefulSet);
  return isNear && JSON.stringify(statefulSet["spec"]).includes(JSON.stringify(config.metadata.name));
}

function ensembleOf(statefulSet: Manifest, zooCfg: string): Ensemble {
  const lines = zooCfg.split("\n").map((line) => /^([^#=\s]+)=(.*)$/.exec(line));
  const settings = new Map(lines.flatMap((line) => (line?.[1] === undefined ? [] : [[line[1], line[2] ?? ""]])));
  const servers = [...settings].flatMap(([key, value]) => (/^server\.\d+$/.test(key) ? [value] : []));
  const ports = servers.flatMap((server) => /;(?:.*:)?(\d+)$/.exec(server)?.[1] ?? []);
  const listed = settings.get("clientPort");
  return {
    statefulSet,
    voters: servers.filter((server) => !server.includes(":observer")).flatMap((server) => server.split(".")[0] ?? []),
    clientPorts: [...new Set([...ports, ...(listed === undefined ? [] : [listed])])],
    settings,
  };
}

function notesOn(before: Ensemble, after: Ensemble): readonly Note[] {
  return [
    ...quorumNotes(before.voters.length, after.voters.length),
    ...sessionNotes(before, after),
    ...portNotes(before, after),
  ];
}

function quorumNotes(before: number, after: number): readonly Note[] {
  if (before === after || before === 0 || after === 0) return [];
  const [old, now] = [before, after].map(quorum);
  if (old === undefined || now === undefined) return [];
  const voters = `${before} → ${votersText(after)}: a quorum is ${now.needed} of ${after} instead of ${old.needed} of ${before}`;
  const tolerated = `${failures(now.tolerated)} tolerated instead of ${old.tolerated}`;
  return [{ severity: now.tolerated < old.tolerated ? "warning" : "info", message: `${voters}, ${tolerated}` }];
}

/** ⌊n/2⌋+1 servers are a majority; the others may fail. */
function quorum(voters: number) {
  const needed = Math.floor(voters / 2) + 1;
  return { needed, tolerated: voters - needed };
}

function failures(count: number): string {
  return count === 1 ? "1 failure is" : `${count} failures are`;
}

/** A client asks for a session timeout at every connection, and gets what lies between the bounds. */
function sessionNotes(before: Ensemble, after: Ensemble): readonly Note[] {
  const [shortest, longest] = ["minSessionTimeout", "maxSessionTimeout"].map((name) => ({
    old: Number(before.settings.get(name)),
    now: Number(after.settings.get(name)),
  }));
  const why = "clients feel it at their next connection, which a restart of their server brings about";
  const notes: Note[] = [];
  if (shortest !== undefined && differs(shortest)) {
    const than = `the shortest session timeout is ${shortest.now} ms instead of ${shortest.old} ms`;
    notes.push({
      severity: "info",
      message: `${than}: the failure of a client that asks for less is noticed ${shortest.now > shortest.old ? "later" : "sooner"}`,
      why,
    });
  }
  if (longest !== undefined && differs(longest)) {
    const isLower = longest.now < longest.old;
    const than = `the longest session timeout is ${longest.now} ms instead of ${longest.old} ms`;
    const effect = isLower ? ": sessions of clients that ask for more expire sooner" : "";
    notes.push({ severity: isLower ? "warning" : "info", message: than + effect, why });
  }
  return notes;
}

function differs({ old, now }: { readonly old: number; readonly now: number }): boolean {
  return Number.isFinite(old) && Number.isFinite(now) && old !== now;
}

function portNotes(before: Ensemble, after: Ensemble): readonly Note[] {
  const gone = before.clientPorts.filter((port) => !after.clientPorts.includes(port));
  if (gone.length === 0 || after.clientPorts.length === 0) return [];
  return [
    {
      severity: "warning",
      message: `clients must connect to port ${after.clientPorts.join(", ")} instead of ${gone.join(", ")}`,
      why: "during the roll-out some servers have the old port and some the new one",
    },
  ];
}
