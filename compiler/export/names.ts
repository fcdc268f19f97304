import type { Issue } from "../issue.ts";

/** An environment by its name (`eu/prod`) and its file. */
interface Named {
  readonly name: string;
  readonly file: string;
}

/** The name of an environment where no folders are: `eu-prod` for `eu/prod`. */
export function flatName(name: string): string {
  return name.replaceAll("/", "-");
}

/** An issue for each environment that has the flat name of another. */
export function flatNameIssues(environments: readonly Named[]): readonly Issue[] {
  const taken = new Map<string, Named>();
  return environments.flatMap((environment) => {
    const other = taken.get(flatName(environment.name));
    taken.set(flatName(environment.name), other ?? environment);
    if (other === undefined) return [];
    return [
      sharedName(
        environment,
        `${other.name} and ${environment.name} would both be exported as ${flatName(other.name)}`,
      ),
    ];
  });
}

/** An issue for each environment whose folder lies in the folder of another. */
export function nestedIssues(environments: readonly Named[]): readonly Issue[] {
  return environments.flatMap((environment) => {
    const outer = environments.find(({ name }) => environment.name.startsWith(`${name}/`));
    return outer === undefined
      ? []
      : [sharedName(environment, `${environment.name} would be exported into the folder of ${outer.name}`)];
  });
}

function sharedName({ name, file }: Named, message: string): Issue {
  return {
    code: "export/name",
    message,
    location: { file, line: 1, column: 1 },
    environment: name,
    why: "what is synced as one environment would have the objects of both.",
    hint: "rename one of the two, or export only one of them by its name.",
  };
}
