import type { Rule } from "../application.ts";

/** Rules that have nothing to say about certain options, each with the names of those that it looked at. */
export type SilentRules = ReadonlyMap<Rule<never>, ReadonlySet<PropertyKey>>;

/**
 * Finds those that are silent about these options. A rule is a pure function, so that it is silent about other options too in
 * which all that it looked at is the same. Left out are those that ask which options there are.
 */
export function silentRules(rules: readonly Rule<unknown>[], options: object): SilentRules {
  const silent = new Map<Rule<never>, ReadonlySet<PropertyKey>>();
  for (const rule of rules) {
    const names = new Set<PropertyKey>();
    let isWhole = false;
    // one for each rule: what is remembered of an object is not looked at again
    const watched = new Proxy(options, {
      get(target, name) {
        names.add(name);
        return Reflect.get(target, name);
      },
      has(target, name) {
        names.add(name);
        return Reflect.has(target, name);
      },
      getOwnPropertyDescriptor(target, name) {
        names.add(name);
        return Reflect.getOwnPropertyDescriptor(target, name);
      },
      ownKeys(target) {
        isWhole = true;
        return Reflect.ownKeys(target);
      },
    });
    if (rule.check(watched).length === 0 && !isWhole) silent.set(rule, names);
  }
  return silent;
}
