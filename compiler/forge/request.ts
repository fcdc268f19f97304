import { setTimeout } from "node:timers/promises";
import { z } from "zod";
import { SetupError } from "../setup-error.ts";

/** A forge's API: where it is and what every request carries, its token among that. */
export interface Api {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** What to do where the token is refused, a sentence without its full stop. */
  readonly permission: string;
}

/** A failure that may be gone a moment later: no connection, too many requests, a server's own error. */
class PassingFailure extends Error {
  /** How long to wait, where the server says so. */
  readonly seconds: number | undefined;
  constructor(message: string, seconds?: number) {
    super(message);
    this.seconds = seconds;
  }
}

const retryAfter = z.coerce.number().int().min(0).max(60);
const json = "application/json";
const longestRequest = 30_000;

/** One request; gives the answer as the schema reads it. Throws PassingFailure, or SetupError where the API refuses. */
export async function request<Answer>(
  api: Api,
  method: "GET" | "POST" | "PATCH" | "PUT",
  path: string,
  schema: z.ZodType<Answer>,
  body?: unknown,
): Promise<Answer> {
  const url = new URL(`${api.url}${path}`);
  const response = await fetch(url, {
    method,
    headers: { ...api.headers, "content-type": json, "user-agent": "overlayer" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    redirect: "error",
    signal: AbortSignal.timeout(longestRequest),
  }).catch((error: unknown) => {
    throw new PassingFailure(`cannot reach ${url.host}: ${words(error)}`);
  });
  const answer = await response.text();
  const what = `${method} ${url.host}${url.pathname} answered ${response.status}`;
  if (response.status >= 500 || response.status === 429) {
    throw new PassingFailure(what, retryAfter.safeParse(response.headers.get("retry-after") ?? undefined).data);
  }
  if (!response.ok) throw new SetupError(`${what}: ${answer.slice(0, 300)}`, `${api.permission}.`);
  const read = schema.safeParse(parsed(answer));
  if (!read.success) throw new SetupError(`${what}, but not what was expected`, "check the address of the API.");
  return read.data;
}

/** Does the work until it ends without a passing failure, four times at most; waits 1, 2 and 4 seconds or as told. */
export async function withRetries<Result>(work: () => Promise<Result>): Promise<Result> {
  for (const pause of [1, 2, 4]) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof PassingFailure)) throw error;
      await setTimeout(1000 * (error.seconds ?? pause));
    }
  }
  return work().catch((error: unknown) => {
    if (!(error instanceof PassingFailure)) throw error;
    throw new SetupError(`${error.message}, four times`, "run it again later.");
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function words(error: unknown): string {
  return error instanceof Error ? String(error.cause ?? error.message) : String(error);
}
