import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Answer, type Asked, fakeApi } from "../forge/fake-api.ts";
import { type Workspace, workspace } from "./workspace.ts";

const review = "<!-- overlayer review  -->\n## Overlayer: 1 change refused\n";
const old = "<!-- overlayer review  -->\r\n## Overlayer: 5 pods restart\n";
const bot = "github-actions[bot]";

interface Posted {
  readonly id: number;
  readonly body: string;
  readonly user: { readonly login: string };
}

const posted = (id: number, body: string, login = bot): Posted => ({ id, body, user: { login } });

/** GitHub with the comments of pull request 7; `answer` comes before it. */
function github(comments: readonly Posted[], answer: (asked: Asked, index: number) => Answer = () => undefined) {
  let index = 0;
  return fakeApi((asked) => {
    const own = answer(asked, index++);
    if (own !== undefined) return own;
    const url = new URL(asked.path, "http://fake");
    if (url.pathname === "/graphql") return { status: 200, json: { data: { viewer: { login: bot } } } };
    if (asked.method !== "GET") return { status: asked.method === "POST" ? 201 : 200, json: { id: 1 } };
    if (url.pathname !== "/repos/o/r/issues/7/comments") return undefined;
    const start = (Number(url.searchParams.get("page")) - 1) * 100;
    return { status: 200, json: comments.slice(start, start + 100) };
  });
}

function inActions(space: Workspace, url: string, event: object = { pull_request: { number: 7 } }) {
  space.write("review.md", review);
  space.write("event.json", JSON.stringify(event));
  return {
    GITHUB_ACTIONS: "true",
    GITHUB_API_URL: url,
    GITHUB_GRAPHQL_URL: `${url}/graphql`,
    GITHUB_REPOSITORY: "o/r",
    GITHUB_TOKEN: "secret-token",
    GITHUB_EVENT_PATH: join(space.root, "event.json"),
  };
}

const writes = (asked: readonly Asked[]) =>
  asked
    .filter(({ method, path }) => method !== "GET" && path !== "/graphql")
    .map(({ method, path, body }) => [method, path, body]);

describe("overlayer comment in GitHub Actions", () => {
  test("the first time there is a new comment", async () => {
    const [space, api] = [workspace(), await github([posted(1, "Looks good")])];
    const { code, stderr } = await space.overlayerWith(inActions(space, api.url), "comment", "review.md");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "The review is a new comment.\n" });
    expect(writes(api.asked)).toEqual([["POST", "/repos/o/r/issues/7/comments", { body: review }]]);
    expect(api.asked.every(({ headers }) => headers["authorization"] === "Bearer secret-token")).toBe(true);
  });

  test("the next time it replaces that, on whichever page it is", async () => {
    const talk = Array.from({ length: 230 }, (_, index) => posted(index, "talk", "somebody"));
    const [space, api] = [workspace(), await github([...talk, posted(999, old)])];
    const { code } = await space.overlayerWith(inActions(space, api.url), "comment", "review.md");
    expect(code).toBe(0);
    expect(writes(api.asked)).toEqual([["PATCH", "/repos/o/r/issues/comments/999", { body: review }]]);
  });

  test("somebody else's comment with the mark is left alone", async () => {
    const [space, api] = [workspace(), await github([posted(5, old, "mallory")])];
    await space.overlayerWith(inActions(space, api.url), "comment", "review.md");
    expect(writes(api.asked)).toEqual([["POST", "/repos/o/r/issues/7/comments", { body: review }]]);
  });

  test("the same review again, and no change where no comment was, write nothing", async () => {
    const [space, same, none] = [workspace(), await github([posted(5, review)]), await github([])];
    await space.overlayerWith(inActions(space, same.url), "comment", "review.md");
    const variables = inActions(space, none.url);
    space.write("review.md", "<!-- overlayer review  -->\n## Overlayer: no change\n");
    await space.overlayerWith(variables, "comment", "review.md");
    expect([...writes(same.asked), ...writes(none.asked)]).toEqual([]);
  });

  test("a server's error is tried again from the start, so that a comment that was made all the same is found", async () => {
    const comments: Posted[] = [];
    const api = await github(comments, ({ method, path, body }) => {
      if (method !== "POST" || path === "/graphql" || comments.length > 0) return undefined;
      comments.push(posted(8, (body as { body: string }).body));
      return { status: 502 };
    });
    const space = workspace();
    const { code, stderr } = await space.overlayerWith(inActions(space, api.url), "comment", "review.md");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "The comment is already this review.\n" });
    expect(writes(api.asked)).toHaveLength(1);
  });

  test("a server that stays down is given up after four attempts", async () => {
    const [space, api] = [workspace(), await github([], () => ({ status: 503 }))];
    const { code, stderr } = await space.overlayerWith(inActions(space, api.url), "comment", "review.md");
    expect(code).toBe(3);
    expect(stderr).toContain("answered 503, four times");
    expect(api.asked).toHaveLength(4);
  });

  test("a token that may not write says what is missing, and is not printed", async () => {
    const refuse = ({ method, path }: Asked) =>
      method === "POST" && path !== "/graphql"
        ? { status: 403, json: { message: "Resource not accessible" } }
        : undefined;
    const [space, api] = [workspace(), await github([], refuse)];
    const { code, stderr } = await space.overlayerWith(inActions(space, api.url), "comment", "review.md");
    expect(code).toBe(3);
    expect(stderr).toContain("Resource not accessible");
    expect(stderr).toContain("pull-requests: write");
    expect(stderr).not.toContain("secret-token");
    expect(writes(api.asked)).toHaveLength(1);
  });

  test("after a workflow of a fork: the open pull request of that branch at that commit, and no other", async () => {
    const head = { owner: { login: "mallory" } };
    const event = { workflow_run: { head_branch: "patch-1", head_sha: "abc", head_repository: head } };
    const pulls = (sha: string) => (asked: Asked) =>
      asked.path === "/repos/o/r/pulls?state=open&per_page=100&head=mallory%3Apatch-1"
        ? { status: 200, json: [{ number: 7, head: { sha } }] }
        : undefined;
    const [space, api, moved] = [workspace(), await github([], pulls("abc")), await github([], pulls("def"))];
    await space.overlayerWith(inActions(space, api.url, event), "comment", "review.md");
    expect(writes(api.asked)).toHaveLength(1);
    const { code, stderr } = await space.overlayerWith(inActions(space, moved.url, event), "comment", "review.md");
    expect(code).toBe(0);
    expect(stderr).toContain("No open pull request is at this commit");
    expect(writes(moved.asked)).toEqual([]);
  });

  test("what is no review is not posted: other text, a link, nothing", async () => {
    const [space, api] = [workspace(), await github([])];
    const variables = inActions(space, api.url);
    space.write("other.md", "## Overlayer: all is well\n");
    symlinkSync("review.md", join(space.root, "link.md"));
    for (const file of ["other.md", "link.md", "missing.md"]) {
      const { code, stderr } = await space.overlayerWith(variables, "comment", file);
      expect(code).toBe(2);
      expect(stderr).toContain(`${file} is no review`);
    }
    expect(api.asked).toEqual([]);
  });
});

describe("overlayer comment in GitLab CI", () => {
  test("replaces the note of the token's own user", async () => {
    const api = await fakeApi(({ method, path }) => {
      if (path === "/user") return { status: 200, json: { username: "project_1_bot" } };
      if (method !== "GET") return { status: 200 };
      const notes = [
        { id: 3, body: old, author: { username: "mallory" } },
        { id: 4, body: old, author: { username: "project_1_bot" } },
      ];
      return { status: 200, json: path.includes("&page=1&") ? notes : [] };
    });
    const space = workspace();
    space.write("review.md", review);
    const variables = {
      GITLAB_CI: "true",
      CI_API_V4_URL: api.url,
      CI_PROJECT_ID: "12",
      CI_MERGE_REQUEST_IID: "5",
      GITLAB_TOKEN: "secret-token",
    };
    const { code } = await space.overlayerWith(variables, "comment", "review.md");
    expect(code).toBe(0);
    expect(writes(api.asked)).toEqual([["PUT", "/projects/12/merge_requests/5/notes/4", { body: review }]]);
    expect(api.asked.every(({ headers }) => headers["private-token"] === "secret-token")).toBe(true);
  });

  test("a pipeline of no merge request has nothing to comment; a job without a token says so", async () => {
    const space = workspace();
    space.write("review.md", review);
    const variables = { GITLAB_CI: "true", CI_API_V4_URL: "http://127.0.0.1:1", CI_PROJECT_ID: "12" };
    expect((await space.overlayerWith({ ...variables, GITLAB_TOKEN: "t" }, "comment", "review.md")).code).toBe(0);
    const without = await space.overlayerWith(variables, "comment", "review.md");
    expect(without.code).toBe(3);
    expect(without.stderr).toContain("GITLAB_TOKEN is not set");
  });
});

test("outside of CI the command says where it belongs", async () => {
  const space = workspace();
  space.write("review.md", review);
  const { code, stderr } = await space.overlayer("comment", "review.md");
  expect(code).toBe(3);
  expect(stderr).toContain("no job of GitHub Actions or GitLab CI");
});
