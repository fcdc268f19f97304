import { lstatSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type Comments, type Outcome, stickyComment } from "../forge/comment.ts";
import { githubComments } from "../forge/github.ts";
import { gitlabComments } from "../forge/gitlab.ts";
import { withRetries } from "../forge/request.ts";
import { SetupError } from "../setup-error.ts";
import type { Given } from "./command.ts";
import { type Context, exitCode } from "./context.ts";

const longestReview = 1_000_000;
const mark = /^<!-- overlayer review \S* -->\n/;

const outcomes: Readonly<Record<Outcome, string>> = {
  created: "The review is a new comment.",
  updated: "The review replaced the earlier comment.",
  unchanged: "The comment is already this review.",
  none: "There is no earlier comment to replace.",
};

/** `overlayer comment`: puts a review on the pull or merge request that the CI job is of, in place of an earlier one. */
export async function commentCommand({ args: [file = ""] }: Given, context: Context): Promise<number> {
  const body = readReview(resolve(context.directory, file));
  if (body === undefined) {
    context.stderr(`error: ${file} is no review\n  help: write it with \`overlayer diff --format markdown\`.\n`);
    return exitCode.userError;
  }
  const outcome = await withRetries(async () => {
    const comments = await commentsOf(context.variables);
    return comments === undefined ? undefined : stickyComment(comments, body, isUnchanged(body));
  });
  context.stderr(
    `${outcome === undefined ? "No open pull request is at this commit: no comment." : outcomes[outcome]}\n`,
  );
  return exitCode.fine;
}

/** The file may come from a stranger's job: what is no plain file with a review in it is not read, or not taken. */
function readReview(file: string): string | undefined {
  const found = lstatSync(file, { throwIfNoEntry: false });
  if (found === undefined || !found.isFile() || found.size > longestReview) return undefined;
  const text = readFileSync(file, "utf8");
  return mark.test(text) ? text : undefined;
}

/** A pull request that changes nothing gets no comment, but its earlier one has to say so. */
function isUnchanged(review: string): boolean {
  return review.split("\n")[1]?.endsWith(": no change") === true;
}

function commentsOf(variables: Context["variables"]): Promise<Comments | undefined> {
  const given = (name: string) => {
    const value = variables[name];
    if (value) return value;
    throw new SetupError(`${name} is not set`, "see docs/ci.md for what a job has to be given.");
  };
  if (variables["GITHUB_ACTIONS"] === "true") {
    return githubComments({
      apiUrl: given("GITHUB_API_URL"),
      graphqlUrl: given("GITHUB_GRAPHQL_URL"),
      repository: given("GITHUB_REPOSITORY"),
      token: given("GITHUB_TOKEN"),
      event: JSON.parse(readFileSync(given("GITHUB_EVENT_PATH"), "utf8")),
    });
  }
  if (variables["GITLAB_CI"] === "true") {
    return Promise.resolve(
      gitlabComments({
        apiUrl: given("CI_API_V4_URL"),
        project: given("CI_PROJECT_ID"),
        mergeRequest: variables["CI_MERGE_REQUEST_IID"],
        token: given("GITLAB_TOKEN"),
      }),
    );
  }
  throw new SetupError("this is no job of GitHub Actions or GitLab CI", "run it in one: see docs/ci.md.");
}
