import { z } from "zod";
import type { Comments } from "./comment.ts";
import { request } from "./request.ts";

/** What GitLab CI tells a job by its variables. */
export interface GitlabRun {
  readonly apiUrl: string;
  readonly project: string;
  /** Number of the merge request in the project; undefined where the pipeline is of none. */
  readonly mergeRequest: string | undefined;
  /** Of a project or person, with the scope `api`: the job's own token may not write notes. */
  readonly token: string;
}

const nothing = z.unknown();
const user = z.object({ username: z.string() });
const note = z.object({ id: z.int(), body: z.string(), author: user });

/** The notes of the pipeline's merge request; undefined where it is of none. */
export function gitlabComments({ apiUrl, project, mergeRequest, token }: GitlabRun): Comments | undefined {
  if (mergeRequest === undefined) return undefined;
  const api = {
    url: apiUrl,
    headers: { "private-token": token },
    permission: "GITLAB_TOKEN has to be a project access token with the scope api: see docs/ci.md",
  };
  const notes = `/projects/${encodeURIComponent(project)}/merge_requests/${encodeURIComponent(mergeRequest)}/notes`;
  return {
    author: async () => (await request(api, "GET", "/user", user)).username,
    async page(number) {
      const path = `${notes}?per_page=100&page=${number}&sort=asc&order_by=created_at`;
      const found = await request(api, "GET", path, z.array(note));
      return found.map(({ id, body, author }) => ({ id, body, author: author.username }));
    },
    create: async (body) => void (await request(api, "POST", notes, nothing, { body })),
    update: async (id, body) => void (await request(api, "PUT", `${notes}/${id}`, nothing, { body })),
  };
}
