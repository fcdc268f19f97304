import type { ChangeRule, Violation } from "../../../compiler/application.ts";
import { zooCfgOf } from "../ensemble.ts";
import { rollOutSteps } from "../options/roll-out.ts";
import type { Options } from "../options.ts";

type Step = Options["tls"]["quorum"]["mode"];

/** Protection of the server ports, TLS and SASL alike, goes one step at a time. */
export const quorumTls: ChangeRule<Options> = {
  code: "zookeeper/quorum-tls",
  why: "While the pods restart one by one, servers of the old and of the new configuration have to understand each other.",
  source: "ZooKeeper Administrator's Guide, Upgrading existing non-TLS cluster with no downtime",
  check({ before, options }) {
    const committed = zooCfgOf(before, options);
    return committed === undefined ? [] : [...quorumTlsStep(committed, options), ...quorumSaslStep(committed, options)];
  },
};

/**
 * Empty where servers with the committed zoo.cfg and servers with these options understand each other, as they have to
 * while the pods restart one by one. Protection of the server ports goes one step at a time, in either direction.
 */
export function quorumTlsStep(committedZooCfg: string, options: Options): readonly Violation[] {
  const isOn = settings(committedZooCfg);
  const before = step(isOn("sslQuorum") || isOn("portUnification"), isOn("sslQuorum"), !isOn("portUnification"));
  return skipped(["tls", "quorum", "mode"], before, options.tls.quorum.mode);
}

/** As `quorumTlsStep`, about SASL between the servers. */
export function quorumSaslStep(committedZooCfg: string, options: Options): readonly Violation[] {
  const isOn = settings(committedZooCfg);
  const sends = isOn("quorum.auth.learnerRequireSasl");
  const before = step(isOn("quorum.auth.enableSasl"), sends, isOn("quorum.auth.serverRequireSasl"));
  return skipped(["authentication", "quorum"], before, options.authentication.quorum);
}

function settings(zooCfg: string): (key: string) => boolean {
  const lines = new Set(zooCfg.split("\n"));
  return (key) => lines.has(`${key}=true`);
}

function step(accepts: boolean, sends: boolean, requires: boolean): Step {
  if (!accepts) return "off";
  if (!sends) return "allow";
  return requires ? "require" : "prefer";
}

function skipped(path: readonly string[], before: Step, after: Step): readonly Violation[] {
  const [from, to] = [rollOutSteps.indexOf(before), rollOutSteps.indexOf(after)];
  if (Math.abs(to - from) <= 1) return [];
  const way = rollOutSteps.slice(Math.min(from, to), Math.max(from, to) + 1);
  const steps = (from < to ? way : way.toReversed()).join(" → ");
  const message = `${path.join(".")} goes from ${before} to ${after} at once`;
  return [{ path, message, hint: `go ${steps}, and let each step roll out before the next` }];
}
