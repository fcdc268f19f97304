import fc from "fast-check";
import { expect, test } from "vitest";
import { zookeeperApplication } from "../../apps/zookeeper/application.ts";
import { factor } from "../../compiler/factor/factor.ts";
import { overlayFiles } from "../../compiler/factor/files.ts";
import { loadApi } from "../../compiler/kubernetes/api/load-api.ts";
import { isList, isObject, type Json, type JsonObject } from "../../compiler/kubernetes/json.ts";
import { losses } from "../../compiler/kubernetes/losses.ts";
import type { Manifest } from "../../compiler/kubernetes/manifest.ts";
import { likeAmong, likeMoved, shared } from "../../compiler/kubernetes/shared.ts";
import { objectIssues } from "../../compiler/validate/object-issues.ts";
import { silentRules } from "../../compiler/validate/silent-rules.ts";
import { validate } from "../../compiler/validate/validate.ts";
import { optionsWith } from "../zookeeper/options-of.ts";
import { cases } from "./arbitrary-manifests.ts";
import { seed } from "./seed.ts";

const sharedWith = (base: readonly Manifest[], environment: readonly Manifest[]) => {
  const like = likeAmong(base);
  return environment.map((object) => shared(object, like(object)));
};

/** True where no part of one value equals the other's at its place without being it. */
function isShared(value: Json | undefined, like: Json | undefined): boolean {
  if (value === like || typeof value !== "object" || typeof like !== "object") return true;
  if (JSON.stringify(value) === JSON.stringify(like)) return false;
  if (isList(value) && isList(like)) return value.every((item, index) => isShared(item, like[index]));
  if (!isObject(value) || !isObject(like)) return true;
  return Object.keys(value).every((field) => !Object.hasOwn(like, field) || isShared(value[field], like[field]));
}

test("sharing takes every equal part, and changes no value and no byte of an overlay", () => {
  fc.assert(
    fc.property(cases(), ({ base, environment }) => {
      const text = JSON.stringify(environment);
      const parts = sharedWith(base, environment);
      expect(JSON.stringify(parts)).toBe(text);
      expect(JSON.stringify(environment)).toBe(text);
      expect(parts.every((part) => isShared(part, likeAmong(base)(part)))).toBe(true);
      if (losses(base).length + losses(environment).length === 0)
        expect(filesOf(base, parts)).toEqual(filesOf(base, environment));
    }),
    { seed, numRuns: 100 },
  );
});

function filesOf(base: readonly Manifest[], environment: readonly Manifest[]) {
  const factored = factor(base, environment);
  return "overlay" in factored ? [...overlayFiles("overlays/prod", factored.overlay)] : factored.issues;
}

test("fields of another order are not shared, and a field __proto__ is one like any other", () => {
  const like: JsonObject = JSON.parse('{"a":{"b":1,"c":2},"d":{"__proto__":{"e":[1]}}}');
  const value: JsonObject = JSON.parse('{"a":{"c":2,"b":1},"d":{"__proto__":{"e":[1]}}}');
  const result = shared(value, like);
  expect(JSON.stringify(result)).toBe(JSON.stringify(value));
  expect(result["a"]).toBe(value["a"]);
  expect(result["d"]).toBe(like["d"]);
});

const given: JsonObject = JSON.parse(JSON.stringify(optionsWith({ production: true })));
const { accepted } = validate(zookeeperApplication, given);
const api = await loadApi("1.34");

/** A value of which one to four parts are replaced by odd ones, or taken away. */
function edited(value: Json): fc.Arbitrary<Json> {
  const other = fc.constantFrom<Json | undefined>(
    undefined,
    null,
    0,
    7,
    true,
    "x",
    "3",
    "512Mi",
    [],
    {},
    ["a"],
    "a\u2028b",
  );
  const change = fc.tuple(fc.constantFrom(...pathsIn(value)), other);
  return fc
    .array(change, { minLength: 1, maxLength: 4 })
    .map((changes) => changes.reduce((changed, [path, part]) => withPart(changed, path, part) ?? null, value));
}

/** Of all parts, and of one more field of each map. */
function pathsIn(value: Json): readonly (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [];
  const fields = isObject(value) ? ["odd"] : [];
  const inner = Object.entries(value).flatMap(([field, part]) =>
    [[], ...pathsIn(part)].map((path) => [field, ...path]),
  );
  return [...fields.map((field) => [field]), ...inner];
}

function withPart(value: Json, [field, ...rest]: readonly string[], part: Json | undefined): Json | undefined {
  if (field === undefined || typeof value !== "object" || value === null) return part;
  const entries = new Map<string, Json>(Object.entries(value));
  const changed = withPart(entries.get(field) ?? null, rest, part);
  if (changed === undefined) entries.delete(field);
  else entries.set(field, changed);
  return isList(value) ? [...entries.values()] : Object.fromEntries(entries);
}

test("what is known of the base's options is what validation finds anew", () => {
  const known = accepted && {
    ...{ given, options: accepted.options },
    silent: silentRules(zookeeperApplication.rules, accepted.options),
  };
  expect(known).toBeDefined();
  const plain = (options: JsonObject, ...with_: [typeof known] | []) => {
    const { accepted: found, ...rest } = validate(zookeeperApplication, options, undefined, ...with_);
    return { ...rest, accepted: found?.options };
  };
  fc.assert(
    fc.property(edited(given), (options) => {
      if (!isObject(options)) return;
      expect(plain(shared(options, given), known)).toEqual(plain(options));
    }),
    { seed, numRuns: 150 },
  );
});

test("what is known of the base's objects is what a look at all of them finds", () => {
  const options = optionsWith({ production: true, networkPolicy: { enabled: true } });
  const base = zookeeperApplication.manifests(options);
  expect(objectIssues(base, options, api)).toEqual([]);
  const found = fc.tuple(...base.map((object) => edited(object).map((one) => manifestOf(one, object))));
  let [wrong, lost] = [0, 0];
  fc.assert(
    fc.property(found, (environment) => {
      const issues = objectIssues(environment, options, api);
      wrong += issues.length;
      const [parts, like] = [sharedWith(base, environment), likeAmong(base)];
      expect(objectIssues(parts, options, api, like)).toEqual(issues);
      const problems = losses(environment).map(({ path, problem }) => [path, problem]);
      lost += problems.length;
      expect(losses(parts, like).map(({ path, problem }) => [path, problem])).toEqual(problems);
    }),
    { seed, numRuns: 50 },
  );
  expect(Math.min(wrong, lost)).toBeGreaterThan(20);
});

test("objects that are only moved need one look at their namespace", () => {
  const options = optionsWith({ production: true });
  const base = zookeeperApplication.manifests(options);
  const found = fc.tuple(...base.map((object) => fc.oneof(fc.constant(object), edited(object))));
  const namespaces = fc.constantFrom("zookeeper", "other", "Not_A_Name", "", "a\u2028b");
  let [wrong, right] = [0, 0];
  fc.assert(
    fc.property(found, namespaces, (environment, namespace) => {
      const moved = environment.map((one, index) => movedTo(namespace, manifestOf(one, base[index] ?? objectLess)));
      const parts = sharedWith(base, moved);
      const like = likeMoved(parts, parts.map(likeAmong(base)));
      const issues = objectIssues(moved, options, api);
      const lost = losses(moved).map(({ path, problem }) => [path, problem]);
      const known = [objectIssues(parts, options, api, like), losses(parts, like)] as const;
      wrong += issues.length + lost.length;
      if (["zookeeper", "other"].includes(namespace)) {
        right += 1;
        expect(known[0]).toEqual(issues);
        expect(known[1].map(({ path, problem }) => [path, problem])).toEqual(lost);
      } else expect(known.map(({ length }) => length > 0)).toEqual([issues.length > 0, lost.length > 0]);
    }),
    { seed, numRuns: 100 },
  );
  expect(Math.min(wrong, right)).toBeGreaterThan(20);
});

const objectLess: Manifest = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "none" } };

function movedTo(namespace: string, object: Manifest): Manifest {
  return { ...object, metadata: { ...object.metadata, namespace } };
}

function manifestOf(value: Json, { apiVersion, kind, metadata }: Manifest): Manifest {
  return { ...(isObject(value) ? value : {}), apiVersion, kind, metadata };
}
