import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import * as z from "zod";
import type { Manifest } from "../../compiler/kubernetes/manifest.ts";

const certificate = z.object({
  spec: z.object({
    secretName: z.string(),
    dnsNames: z.array(z.string()),
    privateKey: z.object({ encoding: z.literal("PKCS8") }),
  }),
});

/** The certificate of an authority that is made for a test, and what cert-manager does with it. */
export interface Authority {
  /** What makes a client trust the authority, and one of its certificates for itself; after there are Secrets. */
  client(): { readonly ca: string; readonly cert: string; readonly key: string };
  /** The Secrets of all Certificates among the objects. */
  secrets(manifests: readonly Manifest[]): readonly Manifest[];
}

/** A new authority. */
export function authority(): Authority {
  const directory = mkdtempSync("/run/authority-");
  const openssl = (...args: readonly string[]) => execFileSync("openssl", args, { cwd: directory, stdio: "pipe" });
  const read = (file: string) => readFileSync(`${directory}/${file}`, "utf8");
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
  openssl("req", "-x509", ...key, "-keyout", "ca.key", "-out", "ca.crt", "-subj", "/CN=test authority", "-days", "1");
  const secret = (manifest: Manifest): Manifest => {
    const { secretName, dnsNames } = certificate.parse(manifest).spec;
    writeFileSync(`${directory}/names`, `subjectAltName=${dnsNames.map((name) => `DNS:${name}`).join(",")}\n`);
    openssl("req", ...key, "-keyout", "tls.key", "-out", "tls.csr", "-subj", `/CN=${secretName}`);
    const signed = ["-CA", "ca.crt", "-CAkey", "ca.key", "-CAcreateserial", "-extfile", "names", "-days", "1"];
    openssl("x509", "-req", "-in", "tls.csr", ...signed, "-out", "tls.crt");
    const stringData = { "tls.crt": read("tls.crt"), "tls.key": read("tls.key"), "ca.crt": read("ca.crt") };
    return { apiVersion: "v1", kind: "Secret", metadata: { name: secretName }, stringData };
  };
  return {
    client: () => ({ ca: read("ca.crt"), cert: read("tls.crt"), key: read("tls.key") }),
    secrets: (manifests) => manifests.filter(({ kind }) => kind === "Certificate").map(secret),
  };
}
