import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** A request as the fake got it. */
export interface Asked {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: unknown;
}

/** What the fake answers: a JSON document, or a status and a document. */
export type Answer = { readonly status: number; readonly json?: unknown } | undefined;

/** An API on the loopback interface that answers as told and remembers what it was asked. Undefined is a 404. */
export async function fakeApi(
  answer: (asked: Asked) => Answer,
): Promise<{ readonly url: string; readonly asked: Asked[] }> {
  const asked: Asked[] = [];
  const server = createServer(async (incoming, response) => {
    const text = (await incoming.setEncoding("utf8").toArray()).join("");
    const one = {
      method: incoming.method ?? "",
      path: incoming.url ?? "",
      headers: incoming.headers,
      body: text === "" ? undefined : JSON.parse(text),
    };
    asked.push(one);
    const { status, json = {} } = answer(one) ?? { status: 404, json: { message: "Not Found" } };
    // a client that is told to come back at once does not make the test wait
    response.writeHead(status, { "content-type": "application/json", "retry-after": "0" }).end(JSON.stringify(json));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}
