/** How issues can be printed: for people, as data, as annotations of GitHub, or for code scanning. */
export const issueFormats = ["human", "json", "github", "sarif"] as const;

/** One of them. */
export type IssueFormat = (typeof issueFormats)[number];
