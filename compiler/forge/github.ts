import { z } from "zod";
import type { Comments } from "./comment.ts";
import { type Api, request } from "./request.ts";

/** What GitHub Actions tells a step by its variables and the file of its event. */
export interface GithubRun {
  readonly apiUrl: string;
  readonly graphqlUrl: string;
  /** `owner/name`. */
  readonly repository: string;
  readonly token: string;
  /** What GITHUB_EVENT_PATH holds. */
  readonly event: unknown;
}

const nothing = z.unknown();
const pullEvent = z.object({ pull_request: z.object({ number: z.int() }) });
const workflowEvent = z.object({
  workflow_run: z.object({
    head_branch: z.string(),
    head_sha: z.string(),
    head_repository: z.object({ owner: z.object({ login: z.string() }) }),
  }),
});
const pulls = z.array(z.object({ number: z.int(), head: z.object({ sha: z.string() }) }));
const comment = z.object({ id: z.int(), body: z.string().nullish(), user: z.object({ login: z.string() }).nullish() });
const viewer = z.object({ data: z.object({ viewer: z.object({ login: z.string() }) }) });

/** The comments of the run's pull request; undefined where the run is of none, or of one that has moved on since. */
export async function githubComments(run: GithubRun): Promise<Comments | undefined> {
  const api = apiOf(run, run.apiUrl);
  const pull = await pullOf(run, api);
  if (pull === undefined) return undefined;
  const issues = `/repos/${run.repository}/issues`;
  return {
    async author() {
      // also a workflow's own token may ask this; GET /user is for people's tokens only
      const answer = await request(apiOf(run, run.graphqlUrl), "POST", "", viewer, { query: "{ viewer { login } }" });
      return answer.data.viewer.login;
    },
    async page(number) {
      const path = `${issues}/${pull}/comments?per_page=100&page=${number}`;
      const found = await request(api, "GET", path, z.array(comment));
      return found.map(({ id, body, user }) => ({ id, body: body ?? "", author: user?.login ?? "" }));
    },
    create: async (body) => void (await request(api, "POST", `${issues}/${pull}/comments`, nothing, { body })),
    update: async (id, body) => void (await request(api, "PATCH", `${issues}/comments/${id}`, nothing, { body })),
  };
}

function apiOf({ token }: GithubRun, url: string): Api {
  return {
    url,
    headers: {
      authorization: `Bearer ${token}`,
      accept: "application/vnd.github+json",
      "x-github-api-version": "2022-11-28",
    },
    permission:
      "the token needs `permissions: pull-requests: write`; one of a pull request from a fork never has it: see docs/ci.md",
  };
}

/** A workflow that follows another knows only the branch: what an artifact says of its number could be made up. */
async function pullOf({ event, repository }: GithubRun, api: Api): Promise<number | undefined> {
  const direct = pullEvent.safeParse(event).data;
  if (direct !== undefined) return direct.pull_request.number;
  const run = workflowEvent.safeParse(event).data?.workflow_run;
  if (run === undefined) return undefined;
  const head = encodeURIComponent(`${run.head_repository.owner.login}:${run.head_branch}`);
  const open = await request(api, "GET", `/repos/${repository}/pulls?state=open&per_page=100&head=${head}`, pulls);
  return open.find((one) => one.head.sha === run.head_sha)?.number;
}
