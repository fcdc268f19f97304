import { hash } from "node:crypto";

/** The id that git gives to a file of this text, of as many hexadecimal digits as other ids of the repository. */
export function blobId(text: string, digits = 40): string {
  return hash(digits === 40 ? "sha1" : "sha256", `blob ${Buffer.byteLength(text)}\0${text}`, "hex");
}
