import { type Issue, inOrder } from "../issue.ts";
import type { Part, Run } from "./part.ts";
import type { CompileResult, DiffResult, Result, VerifyResult } from "./result.ts";
import type { Shard } from "./shard.ts";

/** What a command found in all environments, and in which run. */
export interface Whole {
  readonly run: Run;
  readonly result: Result;
}

/** A part, and what its file is called. */
export interface NamedPart {
  readonly file: string;
  readonly part: Part;
}

/** Puts the parts of one run together; or says why they give no whole. */
export function mergeParts(parts: readonly NamedPart[]): Whole | { readonly issues: readonly Issue[] } {
  const inTurn = parts.toSorted((one, other) => one.part.shard.index - other.part.shard.index);
  const mixed = mixedRuns(inTurn);
  const issues = mixed.length > 0 ? mixed : [...twice(inTurn), ...lacking(inTurn.map(({ part }) => part.shard))];
  const [first] = inTurn;
  if (first === undefined || issues.length > 0) return { issues };
  return { run: first.part.run, result: mergeResults(inTurn.map(({ part }) => part.result)) };
}

/** What all parts have the same, as far as they know it. */
const shared: readonly (readonly [what: string, of: (part: Part) => string | undefined])[] = [
  ["command", ({ result }) => result.command],
  ["version of Overlayer", ({ run }) => run.overlayer],
  ["commit", ({ run }) => run.commit],
  ["commit that is compared with", ({ run }) => run.against],
  ["number of parts", ({ shard }) => String(shard.of)],
  ["version of kustomize", ({ result }) => ("kustomize" in result ? result.kustomize?.version : undefined)],
];

function mixedRuns(parts: readonly NamedPart[]): readonly Issue[] {
  return shared.flatMap(([what, of]) => {
    const [first, ...others] = parts.flatMap(({ file, part }) => {
      const value = of(part);
      return value === undefined ? [] : { file, value };
    });
    const other = others.find(({ value }) => value !== first?.value);
    if (first === undefined || other === undefined) return [];
    return {
      code: "part/mixed",
      message: `the parts are not of one run: the ${what} is ${first.value} in ${first.file}, ${other.value} in ${other.file}`,
      why: "together they would tell of no state that there ever was.",
      hint: "give the parts that the jobs of one pipeline wrote, all by the same command.",
    };
  });
}

function twice(parts: readonly NamedPart[]): readonly Issue[] {
  return parts.flatMap(({ file, part: { shard } }, index) => {
    const earlier = parts.slice(0, index).find(({ part }) => part.shard.index === shard.index);
    if (earlier === undefined) return [];
    return {
      code: "part/duplicate",
      message: `${earlier.file} and ${file} are both part ${shard.index}/${shard.of}`,
      why: "its environments would be counted twice.",
      hint: "give each part once.",
    };
  });
}

function lacking(shards: readonly Shard[]): readonly Issue[] {
  const of = shards[0]?.of ?? 0;
  const there = new Set(shards.map(({ index }) => index));
  const absent = Array.from({ length: of }, (_, index) => index + 1).filter((index) => !there.has(index));
  if (absent.length === 0) return [];
  const list = absent.slice(0, 10).join(", ");
  const more = absent.length > 10 ? ` and ${absent.length - 10} more` : "";
  return [missing(`${absent.length === 1 ? "part" : "parts"} ${list}${more} of ${of}`)];
}

function missing(what: string): Issue {
  return {
    code: "part/missing",
    message: `missing: ${what}`,
    why: "nothing would be said of their environments.",
    hint: "look at the log of the job that was to write it; run that again, then this.",
  };
}

/** The results of all parts, in turn, as one. */
function mergeResults(results: readonly Result[]): Result {
  const [first] = results;
  switch (first?.command) {
    case "compile":
      return mergeCompile(results.filter((one) => one.command === "compile"));
    case "diff":
      return mergeDiff(
        first,
        results.filter((one) => one.command === "diff"),
      );
    default:
      return mergeVerify(results.filter((one) => one.command === "verify"));
  }
}

function mergeCompile(results: readonly CompileResult[]): CompileResult {
  const bases = results.flatMap(({ compiled: [base] }) => base ?? []);
  const environments = results.flatMap(({ compiled: [, ...others] }) => others);
  return {
    command: "compile",
    compiled: [...bases.slice(0, 1), ...byText(environments, ({ name }) => name)],
    gone: byText(
      results.flatMap(({ gone }) => gone),
      ({ folder }) => folder,
    ),
    issues: inOrder(results.flatMap(({ issues }) => issues)),
  };
}

function mergeDiff({ comparedWith, hasNoOverlays }: DiffResult, results: readonly DiffResult[]): DiffResult {
  return {
    command: "diff",
    comparedWith,
    hasNoOverlays,
    environments: byText(
      results.flatMap(({ environments }) => environments),
      ({ name }) => name,
    ),
    options: byText(
      results.flatMap(({ options }) => options),
      ({ name }) => name,
    ),
    issues: inOrder(results.flatMap(({ issues }) => issues)),
    stale: distinct(results.flatMap(({ stale }) => stale)),
    edited: distinct(results.flatMap(({ edited }) => edited)),
  };
}

function mergeVerify(results: readonly VerifyResult[]): VerifyResult {
  const kustomize = results.map((one) => one.kustomize).find((one) => one !== undefined);
  return {
    command: "verify",
    issues: inOrder(results.flatMap(({ issues }) => issues)),
    ...(kustomize === undefined ? {} : { kustomize }),
    proven: results.reduce((sum, { proven }) => sum + proven, 0),
    disproofs: byText(
      results.flatMap(({ disproofs }) => disproofs),
      ({ name }) => name,
    ),
    conflicts: inOrder(results.flatMap(({ conflicts }) => conflicts)),
    stale: distinct(results.flatMap(({ stale }) => stale)),
  };
}

/** The base and what is shared are in every part. */
function distinct(paths: readonly string[]): readonly string[] {
  return [...new Set(paths)].sort();
}

function byText<Item>(items: readonly Item[], text: (item: Item) => string): readonly Item[] {
  return items.toSorted((one, other) => (text(one) === text(other) ? 0 : text(one) < text(other) ? -1 : 1));
}
