import { expect, test } from "vitest";
import type { Rule, Violation } from "../../compiler/application.ts";
import { silentRules } from "../../compiler/validate/silent-rules.ts";

interface Ports {
  readonly ports: { readonly client: number; readonly server: number };
  readonly name: string;
  readonly tls?: string;
}

const ports: Ports = { ports: { client: 2181, server: 2888 }, name: "zk" };

function looksAt(check: (options: Ports) => boolean): readonly PropertyKey[] | undefined {
  const broken: Violation = { path: ["name"], message: "it is broken" };
  const rule: Rule<unknown> = {
    ...{ code: "test/rule", severity: "error", why: "", source: "" },
    // a border: these options are what the rule is asked about
    check: (options) => (check(options as Ports) ? [] : [broken]),
  };
  const names = silentRules([rule], ports).get(rule);
  return names && [...names];
}

test("of a silent rule it is known at which options it looked, whichever way", () => {
  expect(looksAt(({ ports: { client, server } }) => client !== server)).toEqual(["ports"]);
  expect(looksAt((options) => !("tls" in options) || options.name === "zk")).toEqual(["tls"]);
  expect(looksAt((options) => !Object.hasOwn(options, "tls"))).toEqual(["tls"]);
  expect(looksAt((options) => options.tls === undefined && options.name === "zk")).toEqual(["tls", "name"]);
  expect(looksAt(() => true)).toEqual([]);
});

test("what one rule looked at is not hidden by what is remembered of it for the next", () => {
  const seen = new WeakSet<Ports>();
  const looksOnce = (options: Ports) => {
    const isKnown = seen.has(options);
    seen.add(options);
    return isKnown || options.name === "zk";
  };
  expect(looksAt(looksOnce)).toEqual(["name"]);
  expect(looksAt(looksOnce)).toEqual(["name"]);
});

test("a rule that has something to say, or asks which options there are, has to be asked again", () => {
  expect(looksAt(({ name }) => name === "other")).toBeUndefined();
  expect(looksAt((options) => Object.keys(options).length === 2)).toBeUndefined();
  expect(looksAt(({ name, ...others }) => !(name in others))).toBeUndefined();
});
