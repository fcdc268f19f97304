/** A comment on a pull or merge request. */
export interface Comment {
  readonly id: number;
  readonly author: string;
  readonly body: string;
}

/** The comments of one pull or merge request. */
export interface Comments {
  /** Who writes with the token. */
  author(): Promise<string>;
  /** One page of them from 1, the oldest first; an empty page is behind the last. */
  page(number: number): Promise<readonly Comment[]>;
  create(body: string): Promise<void>;
  update(id: number, body: string): Promise<void>;
}

/** What became of a comment. */
export type Outcome = "created" | "updated" | "unchanged" | "none";

const mostPages = 100;

/**
 * Replaces the author's own comment that begins with the same line; without one it creates it, unless `onlyUpdate`.
 * Somebody else's comment with that line is left alone: its author could edit it afterwards.
 */
export async function stickyComment(comments: Comments, body: string, onlyUpdate: boolean): Promise<Outcome> {
  const earlier = await find(comments, firstLine(body));
  if (earlier?.body === body) return "unchanged";
  if (earlier !== undefined) {
    await comments.update(earlier.id, body);
    return "updated";
  }
  if (onlyUpdate) return "none";
  await comments.create(body);
  return "created";
}

async function find(comments: Comments, mark: string): Promise<Comment | undefined> {
  const author = await comments.author();
  for (let number = 1; number <= mostPages; number++) {
    const page = await comments.page(number);
    const found = page.find((one) => one.author === author && firstLine(one.body) === mark);
    if (found !== undefined || page.length === 0) return found;
  }
  return undefined;
}

/** A forge may give a line end back as it keeps it. */
function firstLine(text: string): string {
  return text.split(/\r?\n/, 1)[0] ?? "";
}
