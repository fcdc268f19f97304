import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { committed, smallFleet, type Workspace } from "./workspace.ts";

/** Compiled and committed by somebody whose name git knows: prod has 5 servers. */
async function committedByName(files?: Readonly<Record<string, string>>): Promise<Workspace> {
  const space = await committed(files);
  space.write(".git/config", `${space.read(".git/config")}[user]\n\tname = test\n\temail = test@example.org\n`);
  return space;
}

/** The fleet with an environment of these options in the place of prod. */
const fleet = (options: string) => ({
  ...smallFleet,
  "environments/prod.ts": `import base from "./base.ts";\n\nexport default base.extend(${options});\n`,
});

describe("overlayer scale", () => {
  test("prints each step with what it changes and what to wait for, and changes nothing", async () => {
    const space = await committedByName();
    const { code, stdout } = await space.overlayer("scale", "prod", "--to", "7");
    expect(code).toBe(0);
    expect(stdout).toMatchInlineSnapshot(`
      "prod: 5 → 7 servers in 2 steps

      Step 1: 6 servers
        servers: 6, scalingTo: 7
        while the pods restart one by one, 1 more may fail
        if a pod does not get ready within minutes, delete the one that leads: it comes back with the new list
        then 4 of 6 are a majority: 2 may fail
        Before the next step, wait until
          the commit is synced:
            kubectl -n zookeeper-prod wait --for=jsonpath='{.spec.replicas}'=6 --timeout=30m statefulset/zk
          every pod was updated and is ready:
            kubectl -n zookeeper-prod rollout status --timeout=2h statefulset/zk
          the leader, which alone counts them, has at least 5 synced followers:
            for i in $(seq 0 5); do kubectl -n zookeeper-prod exec zk-$i -- zookeeper-metrics; done | grep zk_synced_followers

      Step 2: 7 servers
        servers: 7, no scalingTo
        while the pods restart one by one, 1 more may fail
        then 4 of 7 are a majority: 3 may fail
        It is done when
          the commit is synced:
            kubectl -n zookeeper-prod wait --for=jsonpath='{.spec.replicas}'=7 --timeout=30m statefulset/zk
          every pod was updated and is ready:
            kubectl -n zookeeper-prod rollout status --timeout=2h statefulset/zk
          the leader, which alone counts them, has at least 6 synced followers:
            for i in $(seq 0 6); do kubectl -n zookeeper-prod exec zk-$i -- zookeeper-metrics; done | grep zk_synced_followers

      Why these steps: a majority of n servers and one of n + 1 always share a server; of a larger step they need not, and two leaders could take writes.
      "
    `);
    expect(space.git("status", "--porcelain")).toBe("");
  });

  test("of many steps only the first and the last are shown", async () => {
    const space = await committedByName();
    const { stdout } = await space.overlayer("scale", "prod", "--to", "99");
    expect(stdout.match(/^(Step \d+|….*)/gm)).toEqual([
      ...["Step 1", "Step 2", "Step 3", "Step 4"],
      ...["… 89 steps in the same way", "Step 94"],
    ]);
  });

  test("commits one step after the other, each compiled and alone, until the number is there", async () => {
    const space = await committedByName();
    const original = space.read("environments/prod.ts");
    for (const servers of ["servers: 6", "servers: 7"]) {
      expect((await space.overlayer("scale", "prod", "--to", "7", "--commit")).code).toBe(0);
      expect(space.read("environments/prod.ts")).toContain(servers);
      expect(space.git("status", "--porcelain")).toBe("");
      expect((await space.overlayer("compile", "--check")).code).toBe(0);
    }
    expect(space.read("environments/prod.ts")).toBe(original.replace("servers: 5", "servers: 7"));
    expect(space.git("log", "--format=%s")).toBe("prod: 7 servers\nprod: 6 servers\nfirst\n");
    expect((await space.overlayer("scale", "prod", "--to", "7", "--commit")).stdout).toBe(
      "prod has 7 servers already.\n",
    );
  });

  test("commits no second step on a branch: a pull request of two would be refused as a whole", async () => {
    const space = await committedByName();
    space.git("checkout", "--quiet", "-b", "feature");
    expect((await space.overlayer("scale", "prod", "--to", "7", "--commit")).code).toBe(0);
    const { code, stderr } = await space.overlayer("scale", "prod", "--to", "7", "--commit");
    expect(code).toBe(2);
    expect(stderr).toContain("what is committed since the merge base with main is a step of prod already");
    expect(space.git("log", "--format=%s")).toBe("prod: 6 servers\nfirst\n");
    expect((await space.overlayer("diff")).code).toBe(1);
    space.git("checkout", "--quiet", "main");
    space.git("merge", "--quiet", "feature");
    expect((await space.overlayer("scale", "prod", "--to", "7", "--commit")).code).toBe(0);
  });

  test("says why git does not commit, and what to do with the step that is written", async () => {
    const space = await committed();
    space.git("config", "user.useConfigOnly", "true");
    space.write("home/.gitconfig", "");
    vi.stubEnv("HOME", join(space.root, "home"));
    onTestFinished(() => void vi.unstubAllEnvs());
    space.commit("home");
    const nameless = await space.overlayer("scale", "prod", "--to", "7", "--commit");
    expect(nameless.code).toBe(3);
    expect(nameless.stderr).toContain("git config user.email ADDRESS");
    space.git("stash", "--include-untracked", "--quiet");
    space.write(".git/config", `${space.read(".git/config")}[user]\n\tname = test\n\temail = test@example.org\n`);
    space.write(".git/hooks/commit-msg", '#!/bin/sh\nprintf "no ticket\\nin the message\\n" >&2; exit 1\n');
    chmodSync(join(space.root, ".git/hooks/commit-msg"), 0o755);
    const refused = await space.overlayer("scale", "prod", "--to", "7", "--commit");
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain("git commits nothing: no ticket\n    in the message\n  help: mend what");
    expect(space.read("environments/prod.ts")).toContain("servers: 6");
    space.git("stash", "--include-untracked", "--quiet");
    space.remove(".git/hooks/commit-msg");
    expect((await space.overlayer("scale", "prod", "--to", "7", "--commit")).code).toBe(0);
  });

  test.each([
    ["is written otherwise", "sed -i 's/servers: 6/servers: 6, cpu: 3/' environments/prod.ts; git add environments"],
    ["is broken after it was committed", "sed -i 's/servers/server/' environments/prod.ts"],
  ])("says that the step %s by a hook", async (_, hook) => {
    const space = await committedByName();
    space.write(".git/hooks/pre-commit", `#!/bin/sh\n${hook}\n`);
    chmodSync(join(space.root, ".git/hooks/pre-commit"), 0o755);
    const { code, stderr } = await space.overlayer("scale", "prod", "--to", "7", "--commit");
    expect(code).toBe(2);
    expect(stderr).toMatch(/^Committed \w+: prod: 6 servers\nerror: a hook of git changed the step/m);
  });

  test("writes nothing while another run does, nor where the file is a link", { timeout: 60_000 }, async () => {
    const space = await committedByName();
    const other = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    space.write(`.overlayer-${other.pid}-x/.gitignore`, "*");
    const waited = await space.overlayer("scale", "prod", "--to", "7", "--commit");
    expect(waited).toMatchObject({ code: 3, stderr: expect.stringContaining(`process ${other.pid}, is writing`) });
    other.kill("SIGKILL");
    await once(other, "exit");
    space.git("mv", "environments/prod.ts", "environments/_prod");
    symlinkSync("_prod", join(space.root, "environments/prod.ts"));
    space.commit("link");
    const linked = await space.overlayer("scale", "prod", "--to", "7", "--commit");
    expect(linked).toMatchObject({ code: 3, stderr: expect.stringContaining("symbolic link is in the way") });
    expect(space.git("status", "--porcelain")).toBe("");
    expect(space.git("log", "--format=%s")).toBe("link\nfirst\n");
  });

  test("says that an even number is no goal, and on the way to another one that it stays", async () => {
    const space = await committedByName();
    expect((await space.overlayer("scale", "prod", "--to", "6")).stdout).toContain(
      "  6 is an even number, which survives no more failures than 5: no good goal\n",
    );
    expect((await space.overlayer("scale", "prod", "--to", "7", "--commit")).stdout).not.toContain("even number");
    const { stdout } = await space.overlayer("scale", "prod", "--to", "6", "--commit");
    expect(stdout).toContain("prod: stays at 6 servers in 1 step\n\nStep 1: stays at 6 servers\n");
    expect(stdout).toContain("no good goal");
    expect(space.git("log", "-1", "--format=%B")).toContain("prod: stays at 6 servers\n\nStaying at 6 servers: ");
    expect((await space.overlayer("scale", "prod", "--to", "6")).stdout).toBe("prod has 6 servers already.\n");
  });

  test("plans from what is committed, whatever the file says meanwhile", async () => {
    const space = await committedByName();
    space.write("environments/prod.ts", space.read("environments/prod.ts").replace("servers: 5", "servers: 9"));
    const { stdout } = await space.overlayer("scale", "prod", "--to", "9");
    expect(stdout).toContain("prod: 5 → 9 servers in 4 steps");
  });

  test("commits nothing where something else is not committed", async () => {
    const space = await committedByName();
    space.write("notes.txt", "mine");
    const { code, stderr } = await space.overlayer("scale", "prod", "--to", "7", "--commit");
    expect(code).toBe(2);
    expect(stderr).toContain("1 file not committed: notes.txt");
    space.remove("notes.txt");
    space.write("environments/prod.ts", space.read("environments/prod.ts").replace("4Gi", "6Gi"));
    space.commit("sources alone");
    expect((await space.overlayer("scale", "prod", "--to", "7", "--commit")).stderr).toContain(
      "not what the sources compile to\n  help: a commit of a step holds that step alone: run `overlayer compile` and",
    );
    expect(space.git("log", "--format=%s")).toBe("sources alone\nfirst\n");
  });

  test("with dynamic membership a Job changes the voters first, and goes with the second step", async () => {
    const dynamic = '{\n  membership: "dynamic",\n  authentication: { superDigestSecret: "zk-super" },\n}';
    const space = await committedByName(fleet(dynamic));
    const jobs = () => space.files("overlays/prod").filter((path) => path.includes("/job-"));
    const { stdout } = await space.overlayer("scale", "prod", "--to", "5", "--commit");
    expect(space.read("environments/prod.ts")).toContain("  servers: 3,\n  scalingTo: 5,\n");
    const [job = ""] = jobs();
    expect(stdout).toContain(`job/${/job-(.*)\.yaml/.exec(job)?.[1]}`);
    expect(space.read("overlays/prod/kustomization.yaml")).toContain("replicas: 5");
    expect((await space.overlayer("diff", "--against", "HEAD~1", "--summary")).stdout).not.toMatch(
      /pending|To have it now/,
    );
    expect((await space.overlayer("scale", "prod", "--to", "7")).stderr).toContain("on its way from 3 to 5");
    expect((await space.overlayer("set", "--unset", "prod.scalingTo")).stderr).toContain(
      "take it back: `overlayer scale prod --to 3`",
    );
    const second = await space.overlayer("scale", "prod", "--to", "5", "--commit");
    expect(second).toMatchObject({ code: 0, stdout: expect.stringContaining("only when job/zk-voters-3-to-5-") });
    expect(space.read("environments/prod.ts")).toContain("  servers: 5,\n}");
    expect(jobs()).toEqual([]);
    expect(space.git("status", "--porcelain")).toBe("");
  });

  test("a dynamic scaling that has begun is taken back in two steps, each a pull request that passes", async () => {
    const dynamic = '{\n  membership: "dynamic",\n  authentication: { superDigestSecret: "zk-super" },\n}';
    const space = await committedByName(fleet(dynamic));
    await space.overlayer("scale", "prod", "--to", "5", "--commit");
    for (const words of ["only when job/zk-voters-3-to-5-", "only when job/zk-voters-5-to-3-"]) {
      const { stdout } = await space.overlayer("scale", "prod", "--to", "3", "--commit");
      expect(stdout).toContain(words);
      expect((await space.overlayer("diff", "--against", "HEAD~1")).code).toBe(1);
    }
    expect(space.read("environments/prod.ts")).toContain("  servers: 3,\n}");
    expect(space.read("overlays/prod/kustomization.yaml")).not.toContain("replicas");
  });

  test("an option that is not in the environment's own file gets there", async () => {
    const space = await committedByName(fleet("{\n  cpu: 2, // two\n}"));
    expect((await space.overlayer("scale", "prod", "--to", "5", "--commit")).code).toBe(0);
    expect(space.read("environments/prod.ts")).toContain("  cpu: 2, // two\n  servers: 4,\n  scalingTo: 5,\n}");
  });

  test.each([
    ["a function", "{ servers: (self) => (self.cpu === 2 ? 5 : 3) }", "servers is computed here", "3:39"],
    ["a layer from elsewhere", "base", "not an .extend({ … }) written out", "3:16"],
    ["a field that a later layer sets", "{ servers: 3 }).extend(base.extend({ servers: 3 })", "servers stays 3", "1:1"],
  ])("%s is pointed to, and nothing is changed", async (_, options, words, place) => {
    const space = await committedByName(fleet(options));
    const { code, stderr } = await space.overlayer("scale", "prod", "--to", "5", "--commit");
    expect(code).toBe(2);
    expect(stderr).toContain("error[edit/computed]");
    expect(stderr).toContain(words);
    expect(stderr).toContain(`environments/prod.ts:${place}`);
    expect(stderr).toContain("servers: 4, scalingTo: 5");
    expect(space.git("status", "--porcelain")).toBe("");
  });

  test.each([
    ["an environment that there is not", ["nowhere", "--to", "5"], "environment/unknown"],
    ["no number", ["prod"], "--to is missing"],
    ["a number that is none", ["prod", "--to", "0"], "--to is 0"],
    ["more servers than ZooKeeper can have", ["prod", "--to", "256"], "--to is 256, expected a number from 1 to 255"],
    ["the base", ["base", "--to", "5"], "base is no environment"],
    ["an even number in production", ["production", "--to", "4"], "servers is 4, an even number"],
    ["several instances", ["pair", "--to", "5"], "name one of them: `overlayer scale 'pair[1]' --to …`"],
    ["an instance that there is not", ["pair[2]", "--to", "5"], "pair has several instances, 0 to 1"],
    ["one of no several instances", ["prod[0]", "--to", "5"], "name it without an index: prod."],
    ["an environment with a mistake", ["wrong", "--to", "5"], "option/unknown"],
  ])("%s is refused", async (_, args, words) => {
    const space = await committedByName({
      ...smallFleet,
      "environments/production.ts": smallFleet["environments/prod.ts"].replace("{", "{ production: true,"),
      "environments/pair.ts": 'import base from "./base.ts";\nexport default [base, base.extend({ name: "b" })];\n',
    });
    space.write("environments/wrong.ts", smallFleet["environments/demo.ts"].replace("cpu", "cpus"));
    const { code, stderr } = await space.overlayer("scale", ...args);
    expect(code).toBe(2);
    expect(stderr).toContain(words);
  });

  test("one of several instances is scaled by the command that the refusal names", async () => {
    const pair = (servers: number) =>
      `import base from "./base.ts";\n\nexport default [base, base.extend({ name: "b", servers: ${servers} })];\n`;
    const space = await committedByName({ ...smallFleet, "environments/pair.ts": pair(3) });
    space.write("environments/pair.ts", pair(5));
    expect((await space.overlayer("compile")).stderr).toContain("`overlayer scale 'pair[1]' --to 5`");
    space.git("checkout", "environments/pair.ts");
    expect((await space.overlayer("scale", "pair[1]", "--to", "5", "--commit")).stderr).toContain("pair[1]: 4 servers");
    expect(space.read("environments/pair.ts")).toContain(
      '[base, base.extend({ name: "b", servers: 4, scalingTo: 5 })]',
    );
  });

  test("an environment that is not committed may begin with any number", async () => {
    const space = await committedByName();
    space.write("environments/new.ts", smallFleet["environments/demo.ts"]);
    const { code, stderr } = await space.overlayer("scale", "new", "--to", "9");
    expect(code).toBe(2);
    expect(stderr).toContain("set servers to 9, compile and commit");
  });

  test("a committed overlay that cannot be read is not taken for none", async () => {
    const space = await committedByName();
    const file = "overlays/prod/kustomization.yaml";
    const text = space.read(file);
    const other = text.replace(/sha256:..../, "sha256:0000");
    for (const [wrong, reason] of [
      [`<<<<<<< HEAD\n${text}=======\n${other}>>>>>>> other\n`, "this merge is not resolved"],
      [`${text}namePrefix: x-\n`, "it says more than Overlayer writes"],
    ] as const) {
      space.write(file, wrong);
      space.commit("wrong");
      const { code, stderr } = await space.overlayer("scale", "prod", "--to", "9");
      expect(code).toBe(2);
      expect(stderr).toContain(`error[scale/refused]: what is committed cannot be read: ${file}: `);
      expect(stderr).toContain(reason);
      expect(stderr).not.toContain("any number");
    }
  });

  test("the refusal of git is told", async () => {
    const space = await committedByName();
    space.write(".git/hooks/pre-commit", "#!/bin/sh\necho not on Fridays >&2\nexit 1\n");
    (await import("node:fs")).chmodSync(`${space.root}/.git/hooks/pre-commit`, 0o755);
    const { code, stderr } = await space.overlayer("scale", "prod", "--to", "7", "--commit");
    expect(code).toBe(2);
    expect(stderr).toContain("not on Fridays");
  });
});
