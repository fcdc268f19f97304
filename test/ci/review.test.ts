import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { fakeApi } from "../forge/fake-api.ts";
import { smallFleet, type Workspace } from "../scenarios/workspace.ts";
import { inCi, run } from "./in-ci.ts";

function action(space: Workspace, inputs: Readonly<Record<string, string>> = {}) {
  const at = (name: string) => join(space.root, name);
  const runner = { RUNNER_TEMP: at("temp"), GITHUB_STEP_SUMMARY: at("summary.md"), GITHUB_OUTPUT: at("output") };
  return run(space, resolve("ci/review.sh"), { ...runner, AGAINST: "HEAD^1", FAIL_ON_REFUSAL: "false", ...inputs });
}

const grow = (prod: string) => prod.replace("servers", `storage: { size: "500Gi" },\n  servers`);

// each starts the bundled command several times
const patient = { timeout: 60_000 };

describe("the action", patient, () => {
  test("annotations, files, summary and outputs of a change; its exit code is for a later step", async () => {
    const space = await inCi(grow);
    const { stdout, code } = await action(space);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^::error file=environments\/prod.ts,line=5,/m);
    expect(space.read("temp/overlayer-review/review.md")).toContain("1 change refused");
    expect(space.read("temp/overlayer-review/review.html")).toMatch(/^<!doctype html>/);
    expect(space.read("summary.md")).toContain("> [!CAUTION]");
    expect(space.read("output")).toBe(`folder=${join(space.root, "temp/overlayer-review")}\ncode=1\n`);
  });

  test("asked to, it fails on a refusal, and only on that", async () => {
    const refused = await inCi(grow);
    await action(refused, { FAIL_ON_REFUSAL: "true" });
    expect(refused.read("output")).toContain("code=2\n");
    const restarted = await inCi((prod) => prod.replace("4Gi", "6Gi"));
    await action(restarted, { FAIL_ON_REFUSAL: "true" });
    expect(restarted.read("output")).toContain("code=1\n");
  });

  test("an error in an environment is an annotation and in the review, and fails the job later", async () => {
    const space = await inCi((prod) => prod);
    space.write("environments/prod.ts", smallFleet["environments/prod.ts"].replace("servers", "server"));
    const { stdout, code } = await action(space);
    expect(code).toBe(0);
    expect(stdout).toContain("title=option/unknown");
    expect(space.read("temp/overlayer-review/review.md")).toContain("error[option/unknown]");
    expect(space.read("output")).toContain("code=2\n");
  });

  test("a commit that is not there, as in a clone of depth 1, fails at once and says so", async () => {
    const space = await inCi(grow);
    const { stderr, code } = await action(space, { AGAINST: "HEAD^9" });
    expect(code).toBe(2);
    expect(stderr).toContain(`there is no commit "HEAD^9"`);
  });
});

describe("the GitLab job", patient, () => {
  const { script, variables, artifacts } = parse(readFileSync("ci/gitlab.yml", "utf8"))["overlayer-review"];
  const ci = (space: Workspace, more: Readonly<Record<string, string>> = {}) =>
    run(space, script.join("\n"), { AGAINST: space.git("rev-parse", "HEAD^1").trim(), ...more });

  test("writes the artifacts that it names, and a change is no failure", async () => {
    const space = await inCi(grow);
    expect((await ci(space)).code).toBe(0);
    expect(variables.AGAINST).toBe("$CI_MERGE_REQUEST_DIFF_BASE_SHA");
    expect(JSON.parse(space.read(artifacts.reports.codequality))[0].check_name).toBe("impact/refused");
    expect(space.read(artifacts.paths[0])).toMatch(/^<!doctype html>/);
  });

  test("another job fails where what is generated is stale", async () => {
    const space = await inCi(grow);
    const { script: check } = parse(readFileSync("ci/gitlab.yml", "utf8"))["overlayer-check"];
    expect(check).toContain("npx --no-install overlayer check");
    const stale = () => run(space, check.at(-1), {});
    expect((await stale()).code).toBe(0);
    space.write("environments/prod.ts", smallFleet["environments/prod.ts"]);
    expect(await stale()).toMatchObject({ code: 1, stdout: expect.stringContaining("overlays/prod/") });
  });

  test("with a token the review is a note, and an error fails the job after that", async () => {
    const space = await inCi((prod) => prod);
    space.write("environments/demo.ts", smallFleet["environments/demo.ts"].replace("cpu", "cpus"));
    const api = await fakeApi(({ method, path }) =>
      path === "/user" ? { status: 200, json: { username: "bot" } } : { status: 200, json: method === "GET" ? [] : {} },
    );
    const job = {
      GITLAB_CI: "true",
      CI_API_V4_URL: api.url,
      CI_PROJECT_ID: "1",
      CI_MERGE_REQUEST_IID: "2",
      GITLAB_TOKEN: "t",
    };
    const { code } = await ci(space, job);
    expect(code).toBe(1);
    const [note] = api.asked.filter(({ method }) => method === "POST");
    expect(note?.body).toEqual({ body: space.read("review.md") });
  });
});

const own = readdirSync(".github/workflows").map((name) => `.github/workflows/${name}`);
const workflows = [...own, "action.yml", "ci/github-parts.yml"];

describe.each(workflows)("%s", (file) => {
  const text = readFileSync(file, "utf8");

  test("uses only actions that are pinned by their commit, with the version for people", () => {
    const uses = Array.from(text.matchAll(/uses: (.*)/g), ([, what]) => what);
    for (const what of uses) expect(what).toMatch(/^(\.\/|[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/);
  });

  test("puts nothing that others write into a script", () => {
    const scripts = Array.from(text.matchAll(/run: (.*)/g), ([, script = ""]) => script);
    expect(scripts.filter((script) => script.includes("${{"))).toEqual([]);
  });
});
