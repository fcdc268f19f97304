import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { inCi, run } from "./in-ci.ts";

// each starts the bundled command several times
const patient = { timeout: 60_000 };

const grow = (prod: string) => prod.replace("servers", `storage: { size: "500Gi" },\n  servers`);

describe("the review by several machines is that of one", patient, () => {
  test("on GitHub", async () => {
    const { part, review } = parse(readFileSync("ci/github-parts.yml", "utf8")).jobs;
    const scripts = (job: { steps: { run?: string; if?: string }[] }) =>
      job.steps.flatMap((step) => (step.if === undefined ? (step.run ?? []) : []));
    const space = await inCi(grow);
    for (const index of ["1", "2"]) {
      const { code } = await run(space, scripts(part).join("\n"), { PART: index, PARTS: "2" });
      expect(code).toBe(0);
      space.write(`parts/part-${index}.json`, space.read(`part-${index}.json`));
    }
    const { stdout, code } = await run(space, scripts(review).join("\n"), {});
    expect(code).toBe(0);
    expect(stdout).toMatch(/^::error file=environments\/prod.ts,line=5,/);
    const whole = await space.overlayer("diff", "--against", "HEAD^1", "--format", "markdown");
    expect(space.read("review.md")).toBe(whole.stdout);
    expect(space.read("review.html")).toMatch(/^<!doctype html>/);
  });

  test("on GitLab, where an error fails the job after all is shown", async () => {
    const jobs = parse(readFileSync("ci/gitlab-parts.yml", "utf8"));
    const space = await inCi((prod) => prod.replace("servers", "server"));
    const against = space.git("rev-parse", "HEAD^1").trim();
    for (const index of ["1", "2"]) {
      const node = { AGAINST: against, CI_NODE_INDEX: index, CI_NODE_TOTAL: "2" };
      const { code } = await run(space, jobs["overlayer-part"].script.join("\n").replace("mkdir", "mkdir -p"), node);
      expect(code).toBe(0);
    }
    const { script, artifacts } = jobs["overlayer-review"];
    expect((await run(space, script.join("\n"), {})).code).toBe(1);
    expect(JSON.parse(space.read(artifacts.reports.codequality))[0].check_name).toBe("option/unknown");
    const whole = await space.overlayer("diff", "--against", against, "--format", "html");
    expect(space.read(artifacts.paths[0])).toBe(whole.stdout);
  });
});
