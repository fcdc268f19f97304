import { createHash } from "node:crypto";

/** The id that git gives to a file of this text, of as many hexadecimal digits as other ids of the repository. */
export function blobId(text: string, digits = 40): string {
  const bytes = Buffer.from(text);
  return createHash(digits === 40 ? "sha1" : "sha256")
    .update(`blob ${bytes.length}\0`)
    .update(bytes)
    .digest("hex");
}
