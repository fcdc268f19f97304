/** Why an import cannot be, and what to do instead. */
export interface Refusal {
  readonly message: string;
  readonly hint: string;
}

/** The id of what a module imports, or why it must not. */
export function resolveImport(
  importer: string,
  specifier: string,
  compilerRoot: string,
  exists: (id: string) => boolean,
): string | Refusal {
  const known = ownModule(specifier);
  if (known !== undefined) {
    const id = compilerRoot + known;
    return exists(id)
      ? id
      : {
          message: `overlayer has no application "${specifier.slice(10)}"`,
          hint: "Import one that it has, such as overlayer/zookeeper.",
        };
  }
  if (!/^\.\.?\//.test(specifier)) return foreign(specifier);
  const id = joined(importer, specifier);
  if (id === undefined) {
    return {
      message: `"${specifier}" is outside of the repository`,
      hint: "Only files of the repository can be imported: copy it into the repository.",
    };
  }
  if (!id.endsWith(".ts")) {
    return {
      message: `"${specifier}" is no TypeScript file`,
      hint: `Import a .ts file, with its suffix${exists(`${id}.ts`) ? `: "${specifier}.ts"` : ""}.`,
    };
  }
  if (exists(id)) return id;
  return {
    message: `"${specifier}" does not exist`,
    hint: `There is no file ${id.split("/").slice(2).join("/")} in the repository (a link that leads out of it is none): check the path and the spelling.`,
  };
}

/** Path of what overlayer itself offers to import. */
function ownModule(specifier: string): string | undefined {
  if (specifier === "overlayer") return "compiler/language/language.ts";
  const application = /^overlayer\/([a-z][a-z0-9-]*)$/.exec(specifier)?.[1];
  return application === undefined ? undefined : `apps/${application}/defaults.ts`;
}

function foreign(specifier: string): Refusal {
  const what = specifier.startsWith("node:") ? `the Node.js module "${specifier}"` : `the package "${specifier}"`;
  return {
    message: `${what} cannot be imported`,
    hint: 'Environments are evaluated in a sandbox: only "overlayer", "overlayer/<application>" and relative paths to files of the repository can be imported.',
  };
}

/** The id that a relative path leads to, undefined where it leaves the importer's root. */
function joined(importer: string, specifier: string): string | undefined {
  const path = importer.split("/").slice(0, -1);
  for (const step of specifier.split("/")) {
    if (step === "..") path.pop();
    else if (step !== "." && step !== "") path.push(step);
    if (path.length < 2) return undefined;
  }
  return path.join("/");
}
