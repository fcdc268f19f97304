import type { Rule } from "../../compiler/application.ts";
import type { Options } from "./options.ts";

/** The source's URL and reference are of its kind. */
const sourceKind: Rule<Options> = {
  code: "flux/source",
  severity: "error",
  why: "Flux refuses the source, or fetches something else than is meant.",
  source: "Flux, source.toolkit.fluxcd.io/v1: GitRepositorySpec and OCIRepositorySpec",
  check({ source: { kind, url, ref } }) {
    if (url === undefined) {
      const message = "source.ref is set, and source.url is not";
      return ref === undefined ? [] : [{ path: ["source", "ref"], message, hint: "set source.url too" }];
    }
    const isOci = kind === "OCIRepository";
    const fields = Object.keys(ref ?? {});
    const foreign = fields.find((field) => (isOci ? ["branch", "commit"] : ["digest"]).includes(field));
    return [
      ...(url.startsWith("oci://") === isOci
        ? []
        : [
            {
              path: ["source", "url"],
              involves: [["source", "kind"]],
              message: `source.url does not fit source.kind ${kind}`,
            },
          ]),
      ...(fields.length === 1
        ? []
        : [{ path: ["source", "ref"], message: `source.ref sets ${fields.length} fields, expected one`, hint }]),
      ...(foreign === undefined
        ? []
        : [
            {
              path: ["source", "ref", foreign],
              message: `source.ref.${foreign} does not fit source.kind ${kind}`,
              hint,
            },
          ]),
    ];
  },
};

const hint = 'such as { branch: "main" } for Git, { tag: "latest" } for OCI';

/** All rules about options of Flux. */
export const rules: readonly Rule<Options>[] = [sourceKind];
