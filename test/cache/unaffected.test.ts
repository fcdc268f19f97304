import { join } from "node:path";
import { expect, test } from "vitest";
import { digestOf, type Record, type Unit, wholeOf } from "../../compiler/cache/record.ts";
import { unaffectedUnits } from "../../compiler/cache/unaffected.ts";
import { nothingKnown } from "../../compiler/known-runs.ts";
import { latestSignature, packed, unknown } from "../../compiler/repository/signature.ts";
import { type Workspace, workspace } from "../scenarios/workspace.ts";

const profile = "profiles/small.ts";

/** A unit that was evaluated from the profile and its own file, as these are now. */
function unitOf(name: string, { root, read }: Workspace): Unit {
  const file = `environments/${name}.ts`;
  const sources = [profile, file];
  const details = { sources: sources.map((path) => digestOf(read(path))), folders: [], environments: [] };
  return {
    ...{ name, file, sources, absent: [], folders: [], files: [], ids: [], environments: [], isProvisional: false },
    committed: undefined,
    signatures: wholeOf(packed(sources.map((path) => latestSignature(join(root, path)) ?? unknown))),
    details: wholeOf(Buffer.from(JSON.stringify(details))),
  };
}

test("an edit of what several environments import affects all of them", () => {
  const space = workspace({
    [profile]: "1",
    "environments/a.ts": "",
    "environments/b.ts": "",
    "environments/c.ts": "",
  });
  const units = ["a", "b", "c"].map((name) => unitOf(name, space));
  const record: Record = { compiler: "", root: space.root, head: undefined, known: nothingKnown, folders: [], units };
  expect(unaffectedUnits(record)).toMatchObject({ units, affected: [] });
  space.write("environments/b.ts", "// edited");
  expect(unaffectedUnits(record)).toMatchObject({ units: [{ name: "a" }, { name: "c" }], affected: [{ name: "b" }] });
  space.write(profile, "edited");
  // the first is the base, without which nothing holds
  expect(unaffectedUnits(record)).toBeUndefined();
  const [, ...others] = units;
  const base = unitOf("a", space);
  expect(unaffectedUnits({ ...record, units: [base, ...others] })?.affected).toEqual(others);
});
