/**
 * The type of a field: `string`, `boolean`, `number`, `int32`, `int64`, `time` (text), `bytes` (text), `int-or-string`,
 * `any`, the name of a model, `=A|B` for one of these texts, `[]` and a type for a list, `{}` and a type for a map.
 */
export type FieldType = string;

/** Fields by name; `!` ends the name of one that has to be there. */
export type Model = Readonly<Record<string, FieldType>>;

/** The kinds of a Kubernetes version and of operators, as their OpenAPI documents describe them. */
export interface Api {
  /** `apps/v1 StatefulSet` → the name of its model. */
  readonly kinds: Readonly<Record<string, string>>;
  /** The model of a name; undefined where there is none, as for a type that is no model. */
  model(name: string): Model | undefined;
}

/** Reads the texts that `npm run schemas` writes: JSON lines, of the kinds, then of each model after its name. */
export function parseApi(texts: readonly string[]): Api {
  const files = texts.map((text) => text.split("\n"));
  const lines = files.flatMap(([, ...models]) => models);
  const byName = new Map(lines.map((line) => [line.slice(2, line.indexOf('"', 2)), line]));
  const read = new Map<string, Model>();
  return {
    kinds: Object.assign({}, ...files.map(([kinds = "{}"]) => JSON.parse(kinds))),
    model(name) {
      const known = read.get(name);
      if (known !== undefined) return known;
      const line = byName.get(name);
      if (line === undefined) return undefined;
      // of hundreds of models a run needs a few dozen
      const [, model]: readonly [string, Model] = JSON.parse(line);
      read.set(name, model);
      return model;
    },
  };
}
